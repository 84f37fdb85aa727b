package dev.journeyman.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Budget;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.task.StoredMessage.Role;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of every conversation that is summarised, however it went. A failure names its seed.
@SuppressWarnings("NullAway.Init")
class ConversationTest {

  private static final LoopBench.Rooms ROOMS = LoopBench.Rooms.open();

  @TempDir private Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void noCutTearsACallFromItsResult() {
    for (int round = 0; round < 15; round++) {
      try (var bench = LoopBench.of(ROOMS, directory, Budget.NONE, "- text: x")) {
        talk(bench);
        var conversation = Conversation.load(ROOMS.journal(), bench.claim(), "main");
        for (int i = 0; i < 20; i++) {
          int cut = conversation.cut(random.nextInt(3000));
          assertWhole(conversation.sendable(cut), round);
          conversation
              .earlierCut(cut)
              .ifPresent(earlier -> assertWhole(conversation.sendable(earlier), 15));
        }
      }
    }
  }

  private void talk(LoopBench bench) {
    int position = 0;
    bench.say("main", position++, Role.USER, Messages.user("Go."));
    for (int turn = 0; turn < 3 + random.nextInt(8); turn++) {
      int calls = random.nextInt(4);
      bench.say("main", position++, Role.ASSISTANT, reply(position, calls));
      if (calls > 0) {
        bench.say("main", position++, Role.USER, results(position - 1, calls));
      }
      if (calls == 0 || random.nextInt(4) == 0) {
        bench.say("main", position++, Role.USER, Messages.user(words()));
      }
    }
  }

  private Message reply(int position, int calls) {
    var blocks =
        IntStream.range(0, calls)
            .mapToObj(
                call ->
                    "{\"type\":\"tool_use\",\"id\":\"c%d-%d\",\"name\":\"look\",\"input\":{}}"
                        .formatted(position, call));
    var text =
        "{\"type\":\"text\",\"text\":\"%s\"}".formatted("word ".repeat(random.nextInt(300) + 1));
    return new Message(
        "{\"role\":\"assistant\",\"content\":[%s]}"
            .formatted(Stream.concat(Stream.of(text), blocks).collect(Collectors.joining(","))));
  }

  private Message results(int position, int calls) {
    return Messages.toolResults(
        IntStream.range(0, calls)
            .mapToObj(
                call -> new ToolResultBlock("c%d-%d".formatted(position, call), words(), false))
            .toList(),
        Optional.empty());
  }

  private void assertWhole(List<Message> before, int round) {
    var called = new HashSet<String>();
    var answered = new HashSet<String>();
    for (var message : before) {
      Messages.toolCalls(message).stream().map(ToolCall::id).forEach(called::add);
      answered.addAll(Messages.answeredCalls(message));
    }
    assertThat(answered).as("seed %d, round %d", seed, round).isEqualTo(called);
  }

  @Test
  void taskAndOpenStepsStandAfterASummaryWordForWord() {
    try (var bench = LoopBench.of(ROOMS, directory, Budget.NONE, "- text: x")) {
      for (int round = 0; round < 40; round++) {
        assertStands(bench.part(), "seed %d, round %d".formatted(seed, round));
      }
    }
  }

  private void assertStands(Part part, String about) {
    var text = words() + " {part} $1 \\ <b> “quoted”\n\ttabbed";
    var task = ROOMS.tasks().submit(text);
    var steps = IntStream.range(0, 1 + random.nextInt(6)).mapToObj(_ -> step()).toList();
    var plan = new Plan(steps, "", "");
    var planned = task.with(task.details().with(task.details().work().withPlan(plan)));
    var standing = Standing.text(part, planned);
    assertThat(standing).as(about).contains("<task>\n" + text + "\n</task>");
    for (var step : steps) {
      boolean open = step.status() != Step.Status.COMPLETED;
      assertThat(standing.contains(step.description())).as(about).isEqualTo(open);
      assertThat(standing.contains("`" + step.check() + "`")).as(about).isEqualTo(open);
    }
  }

  private Step step() {
    var statuses = Step.Status.values();
    return new Step(
        "write_file",
        "target " + random.nextLong(),
        "Do {task} “this” " + random.nextLong() + " \\$0",
        "test -f " + random.nextLong() + " && grep '$1' x",
        List.of(),
        statuses[random.nextInt(statuses.length)]);
  }

  private String words() {
    return "word %d ".formatted(random.nextInt()).repeat(1 + random.nextInt(40)) + "end";
  }
}
