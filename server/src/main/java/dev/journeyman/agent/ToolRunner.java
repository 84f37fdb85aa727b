package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.tool.ToolResult;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Journal.ToolOutcome;
import dev.journeyman.task.TaskStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/// Runs the tool calls of one reply: neighbouring read-only ones at once, the others one after the
/// other, each result kept as soon as it is there.
public final class ToolRunner {

  private static final String INTERRUPTED =
      "Interrupted by a restart of the service; it may or may not have taken effect. Check before you"
          + " repeat it.";

  /// The answers to all calls of a reply.
  record Answers(List<ToolResultBlock> results, Optional<Judgement.Accepted> accepted) {}

  private final TaskStore tasks;
  private final Journal journal;
  private final UnaryOperator<String> redaction;

  /// @param redaction takes the service's own secrets out of results
  public ToolRunner(TaskStore tasks, Journal journal, UnaryOperator<String> redaction) {
    this.tasks = tasks;
    this.journal = journal;
    this.redaction = redaction;
  }

  Answers run(Part part, List<ToolCall> calls, boolean resumed, Repetition repetition)
      throws InterruptedException {
    var done = new HashMap<String, ToolOutcome>(kept(part, calls));
    Optional<Judgement.Accepted> accepted = Optional.empty();
    for (int i = 0; i < calls.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("The worker was asked to stop");
      }
      var call = calls.get(i);
      if (done.containsKey(call.id())) {
        continue;
      }
      if (isSubmission(part, call)) {
        var judgement = judge(part, call);
        done.put(call.id(), outcome(judgement));
        if (judgement instanceof Judgement.Accepted yes) {
          accepted = Optional.of(yes);
        }
      } else if (readOnly(part, call)) {
        done.putAll(together(part, readOnlyRun(part, calls, i), repetition));
      } else {
        done.put(call.id(), resumed ? interrupted(part, call) : single(part, call, repetition));
      }
    }
    return new Answers(
        calls.stream()
            .map(call -> result(call, done.getOrDefault(call.id(), new ToolOutcome("", true))))
            .toList(),
        accepted);
  }

  private Map<String, ToolOutcome> kept(Part part, List<ToolCall> calls) {
    return journal.kept(
        part.claim().task(), part.conversation(), calls.stream().map(ToolCall::id).toList());
  }

  private List<ToolCall> readOnlyRun(Part part, List<ToolCall> calls, int from) {
    var run = new ArrayList<ToolCall>();
    for (int i = from; i < calls.size() && readOnly(part, calls.get(i)); i++) {
      run.add(calls.get(i));
    }
    return run;
  }

  private Map<String, ToolOutcome> together(Part part, List<ToolCall> calls, Repetition repetition)
      throws InterruptedException {
    var outcomes = new HashMap<String, ToolOutcome>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new HashMap<String, Future<ToolOutcome>>();
      for (var call : calls) {
        futures.put(call.id(), executor.submit(() -> single(part, call, repetition)));
      }
      for (var entry : futures.entrySet()) {
        outcomes.put(entry.getKey(), entry.getValue().get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A tool broke", e);
    }
    return outcomes;
  }

  private ToolOutcome single(Part part, ToolCall call, Repetition repetition) {
    tasks.change(part.claim(), task -> task, Turns.call(call));
    long started = System.nanoTime();
    var result = execute(part, call);
    var text = redaction.apply(result.text());
    int times;
    synchronized (repetition) {
      times = repetition.count(call.name(), Turns.input(call), text);
    }
    if (Repetition.stuck(times)) {
      throw stuck(call, times);
    }
    if (Repetition.remind(times)) {
      text += "\n\n(This is call number %d like it with the same result.)".formatted(times);
    }
    return keep(part, call, new ToolOutcome(text, result.error()), started);
  }

  private ToolOutcome keep(Part part, ToolCall call, ToolOutcome outcome, long started) {
    if (Thread.currentThread().isInterrupted()) {
      // What a stopped command said is not its result.
      return outcome;
    }
    var took = Duration.ofNanos(System.nanoTime() - started);
    journal.keep(
        part.claim(),
        part.conversation(),
        call.id(),
        outcome,
        Turns.result(call, outcome.text(), outcome.error(), took));
    return outcome;
  }

  private ToolOutcome interrupted(Part part, ToolCall call) {
    return keep(part, call, new ToolOutcome(INTERRUPTED, true), System.nanoTime());
  }

  private static ToolResult execute(Part part, ToolCall call) {
    var tool = tool(part, call);
    if (tool.isEmpty()) {
      return new ToolResult(unknown(part, call), true);
    }
    if (changesFiles(tool.get()) && !part.writing()) {
      return new ToolResult(
          "No plan stands yet, so files cannot be changed. Explore, then call "
              + part.submission().definition().name()
              + ".",
          true);
    }
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode input) -> tool.get().run(input);
      case ToolCall.Input.Invalid(_, String reason) ->
          new ToolResult("The input of this call was no valid JSON: " + reason, true);
    };
  }

  private static Judgement judge(Part part, ToolCall call) {
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode input) -> part.submission().judge(input);
      case ToolCall.Input.Invalid(_, String reason) ->
          new Judgement.Refused("The input of this call was no valid JSON: " + reason);
    };
  }

  private static ToolOutcome outcome(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Accepted(String answer, _, _) -> new ToolOutcome(answer, false);
      case Judgement.Refused(String answer) -> new ToolOutcome(answer, true);
    };
  }

  private static String unknown(Part part, ToolCall call) {
    boolean known = part.offered().stream().anyMatch(tool -> tool.name().equals(call.name()));
    return known
        ? "%s is not for this part of the job; it ends with %s."
            .formatted(call.name(), part.submission().definition().name())
        : "There is no tool named %s.".formatted(call.name());
  }

  /// Commands may run while exploring: whatever they leave in the tree is discarded before the work
  /// begins.
  private static boolean changesFiles(BoundTool tool) {
    return tool.definition().name().equals("write_file");
  }

  private static boolean isSubmission(Part part, ToolCall call) {
    return call.name().equals(part.submission().definition().name());
  }

  private static boolean readOnly(Part part, ToolCall call) {
    return tool(part, call).filter(BoundTool::readOnly).isPresent();
  }

  private static Optional<BoundTool> tool(Part part, ToolCall call) {
    return part.tools().stream()
        .filter(tool -> tool.definition().name().equals(call.name()))
        .findFirst();
  }

  private static ToolResultBlock result(ToolCall call, ToolOutcome outcome) {
    return new ToolResultBlock(call.id(), outcome.text(), outcome.error());
  }

  private static PartFailedException stuck(ToolCall call, int times) {
    return new PartFailedException(
        new Failure(
            "The model made the same call of %s %d times with the same result"
                .formatted(call.name(), times),
            Category.MODEL,
            "Look at the task's events, then retry it with more context",
            true));
  }
}
