package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.tool.Tool;
import dev.journeyman.agent.tool.ToolBench;
import dev.journeyman.agent.tool.ToolContext;
import dev.journeyman.agent.tool.ToolResult;
import dev.journeyman.model.ClaudeModel;
import dev.journeyman.model.Message;
import dev.journeyman.model.ModelSettings;
import dev.journeyman.model.RetrySettings;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import dev.journeyman.task.Budget;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Steering;
import dev.journeyman.task.StoredMessage;
import dev.journeyman.task.StoredMessage.Role;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TestTasks;
import dev.journeyman.telemetry.ToolMetrics;
import dev.journeyman.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// One task, one part of it, a model that plays given replies, and three small tools.
final class LoopBench implements AutoCloseable {

  private static final String OPENING = "# Stage: execute\nStep 1 of 1: count";
  private static final int MAX_TURNS = 300;

  /// What all tests of a class share.
  record Rooms(TestTasks tasks, Journal journal, Steering steering) implements AutoCloseable {
    static Rooms open() {
      var tasks = TestTasks.fresh();
      var clock = Clock.systemUTC();
      return new Rooms(
          tasks,
          new Journal(tasks.database(), tasks.store(), clock),
          new Steering(tasks.database(), clock));
    }

    @Override
    public void close() {
      tasks.close();
    }
  }

  private final Rooms rooms;
  private final Path directory;
  private final Simulator simulator;
  private final ClaudeModel model;
  private final Claim claim;
  private final List<Integer> counted = new CopyOnWriteArrayList<>();
  private final StringBuilder look = new StringBuilder("looked");
  private long contextTokens = 200_000;
  private String name = TestTasks.MODEL;
  private final AtomicInteger looks = new AtomicInteger();
  private volatile CountDownLatch together = new CountDownLatch(0);
  private final AtomicReference<Runnable> whenCounting = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> whenLooking = new AtomicReference<>(() -> {});

  private LoopBench(Rooms rooms, Path directory, Simulator simulator, Claim claim) {
    this.rooms = rooms;
    this.directory = directory;
    this.simulator = simulator;
    this.claim = claim;
    this.model =
        ClaudeModel.open(
            new ModelSettings(
                Optional.of("offline"),
                Optional.empty(),
                Optional.of(simulator.baseUrl().toString()),
                RetrySettings.DEFAULT,
                ModelSettings.Timeouts.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Clock.systemUTC()));
  }

  /// @param replies in the form of the simulator's scripts
  static LoopBench of(Rooms rooms, Path directory, Budget budget, String... replies) {
    var script = new StringBuilder("rules:\n  - stage: execute\n    step: 1\n    replies:\n");
    for (var reply : replies) {
      script.append("      ").append(reply).append('\n');
    }
    return of(rooms, directory, budget, Script.parse(script.toString()));
  }

  static LoopBench of(Rooms rooms, Path directory, Budget budget, Script script) {
    var task = rooms.tasks().submit(budget);
    return new LoopBench(
        rooms,
        directory,
        Simulator.start(0, script),
        rooms.tasks().store().claim(task.id()).orElseThrow());
  }

  void run() throws InterruptedException {
    run(MAX_TURNS);
  }

  void run(int maxTurns) throws InterruptedException {
    var runner =
        new ToolRunner(
            rooms.journal(),
            text -> text,
            new ToolMetrics(new SimpleMeterRegistry()),
            Traces.off());
    new AgentLoop(
            model,
            rooms.tasks().store(),
            rooms.journal(),
            rooms.steering(),
            runner,
            LiveFeed.SILENT,
            contextTokens)
        .run(part(maxTurns));
  }

  Part part() {
    return part(MAX_TURNS);
  }

  private Part part(int maxTurns) {
    ToolContext context = ToolBench.context(directory);
    var tools =
        List.of(
            new BoundTool(new Count(), context),
            new BoundTool(new Look(), context),
            new BoundTool(new Write(), context));
    var offered =
        List.of(
            new Count().definition(),
            new Look().definition(),
            new Write().definition(),
            Submissions.STEP);
    return new Part(
        claim,
        "main",
        "execute/1",
        "You count.",
        OPENING,
        offered,
        tools,
        new Finish(),
        false,
        maxTurns,
        name,
        "medium",
        java.util.Optional.empty(),
        Company.none());
  }

  void say(int position, Role role, Message message) {
    say("execute/1", position, role, message);
  }

  void say(String part, int position, Role role, Message message) {
    rooms.journal().append(claim, "main", new StoredMessage(position, part, role, message.json()));
  }

  /// Conversations of so many tokens are summarised.
  void contextTokens(long tokens) {
    contextTokens = tokens;
  }

  void model(String changed) {
    name = changed;
  }

  /// What the tool that looks answers; `#` becomes the number of the look.
  void look(String text) {
    look.setLength(0);
    look.append(text);
  }

  /// No look ends before so many have begun.
  void lookTogether(int count) {
    together = new CountDownLatch(count);
  }

  void whenCounting(Runnable action) {
    whenCounting.set(action);
  }

  void whenLooking(Runnable action) {
    whenLooking.set(action);
  }

  List<StoredMessage> messages() {
    return rooms.journal().messages(claim.task(), "main");
  }

  String conversation() {
    return messages().toString();
  }

  List<Integer> counted() {
    return counted;
  }

  int looks() {
    return looks.get();
  }

  Task task() {
    return rooms.tasks().store().find(claim.task()).orElseThrow();
  }

  /// What the task said it does, one after the other.
  List<String> shown() {
    return rooms.tasks().store().events(claim.task(), 0, 1000).stream()
        .filter(event -> event.type() == TaskEvent.Type.STATUS)
        .map(event -> event.data().path("currentStep").asText())
        .toList();
  }

  Claim claim() {
    return claim;
  }

  Journal journal() {
    return rooms.journal();
  }

  Simulator simulator() {
    return simulator;
  }

  @Override
  public void close() {
    model.close();
    simulator.close();
  }

  private static ToolDefinition definition(String name, String properties) {
    return new ToolDefinition(
        name, "For tests.", "{\"type\":\"object\",\"properties\":{%s}}".formatted(properties));
  }

  /// Changes something outside.
  private final class Count implements Tool {
    @Override
    public ToolDefinition definition() {
      return LoopBench.definition("count", "\"by\":{\"type\":\"integer\"}");
    }

    @Override
    public boolean readOnly() {
      return false;
    }

    @Override
    public ToolResult run(JsonNode input, ToolContext context) {
      counted.add(input.path("by").asInt());
      whenCounting.get().run();
      return new ToolResult("counted " + counted.size(), false);
    }
  }

  /// Only reads.
  private final class Look implements Tool {
    @Override
    public ToolDefinition definition() {
      return LoopBench.definition("look", "");
    }

    @Override
    public boolean readOnly() {
      return true;
    }

    @Override
    public ToolResult run(JsonNode input, ToolContext context) {
      int number = looks.incrementAndGet();
      whenLooking.get().run();
      together.countDown();
      if (!arrived()) {
        return new ToolResult("alone", true);
      }
      return new ToolResult(look.toString().replace("#", Integer.toString(number)), false);
    }
  }

  private boolean arrived() {
    try {
      return together.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Named like the one that changes files.
  private static final class Write implements Tool {
    @Override
    public ToolDefinition definition() {
      return LoopBench.definition("write_file", "\"path\":{\"type\":\"string\"}");
    }

    @Override
    public boolean readOnly() {
      return false;
    }

    @Override
    public ToolResult run(JsonNode input, ToolContext context) {
      return new ToolResult("written", false);
    }
  }

  /// Accepts every summary but a bad one.
  private static final class Finish implements Submission {
    @Override
    public ToolDefinition definition() {
      return Submissions.STEP;
    }

    @Override
    public Judgement judge(JsonNode input) {
      return input.path("summary").asText().equals("bad")
          ? new Judgement.Refused("not good enough")
          : new Judgement.Accepted(
              "accepted",
              task -> task.with(task.details().with(new Progress("accepted", 50))),
              List.of());
    }
  }
}
