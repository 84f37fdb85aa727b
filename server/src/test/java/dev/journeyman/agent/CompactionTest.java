package dev.journeyman.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.Fault;
import dev.journeyman.simulator.RecordedRequest;
import dev.journeyman.simulator.Script;
import dev.journeyman.task.Budget;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.task.TaskEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversations that grow too long, and the cache that holds while they grow. The simulator
/// refuses what the provider would: torn pairs, misplaced summaries, thinking bound to something
/// else.
@SuppressWarnings("NullAway.Init")
class CompactionTest {

  private static final String LOOK = "- {thinking: Let me see., calls: [look]}";
  private static final String FINISH = "- calls: [{finish_step: {summary: Done.}}]";

  /// About 1,000 tokens.
  private static final String PAGE = "page # " + "of a long book ".repeat(230);

  private static final LoopBench.Rooms ROOMS = LoopBench.Rooms.open();

  @TempDir private Path directory;
  private Optional<LoopBench> bench = Optional.empty();

  @AfterEach
  void closeBench() {
    bench.ifPresent(LoopBench::close);
  }

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void aLongConversationIsSummarisedByTheProviderBeforeTheBudgetIsReached() throws Exception {
    var bench = looks(60);
    bench.contextTokens(40_000);
    bench.run();
    assertThat(bench.task().details().progress().currentStep()).isEqualTo("accepted");
    assertThat(summaries(bench)).isNotEmpty();
    assertThat(replies(bench)).allSatisfy(request -> assertThat(size(request)).isLessThan(48_000));
    assertThat(first(replies(bench).getLast()).path("type").asText()).isEqualTo("compaction");
    assertThat(bench.looks()).as("nothing is done twice").isEqualTo(60);
  }

  @Test
  void taskOpenStepsAndPartSurviveWordForWord() throws Exception {
    var bench = looks(60);
    bench.contextTokens(40_000);
    var plan =
        new Plan(
            List.of(
                step("Lay the ground", Step.Status.COMPLETED),
                step("Build the wall, 3 bricks high", Step.Status.RUNNING),
                step("Paint it \"sky blue\"", Step.Status.PENDING)),
            "",
            "");
    ROOMS
        .tasks()
        .store()
        .change(
            bench.claim(),
            task -> task.with(task.details().with(task.details().work().withPlan(plan))));
    bench.run();
    var restated =
        bench.messages().stream()
            .filter(message -> message.json().contains("stands word for word"))
            .toList();
    assertThat(restated).hasSize(summaries(bench).size()).isNotEmpty();
    assertThat(restated.getFirst().json())
        .contains("<task>\\nDo something\\n</task>")
        .contains("2. Build the wall, 3 bricks high\\n   Target: wall\\n   Check: `test -f wall`")
        .contains("3. Paint it \\\"sky blue\\\"")
        .contains("# Stage: execute\\nStep 1 of 1: count")
        .contains("call finish_step")
        .doesNotContain("Lay the ground");
  }

  @Test
  void theNewestTurnsStayAsTheyAre() throws Exception {
    var bench = looks(60);
    bench.contextTokens(40_000);
    bench.run();
    var before = indexOfSummary(bench);
    var sent = bench.simulator().requests().get(before - 1).body().path("messages");
    var after = bench.simulator().requests().get(before + 1).body().path("messages");
    assertThat(after.size()).isGreaterThan(10);
    for (int kept = 1; kept < after.size() - 1; kept++) {
      assertThat(sentOrLater(sent, after.get(kept), bench)).isTrue();
    }
  }

  @Test
  void aModelThatCannotSummariseOnDemandIsAskedForASummary() throws Exception {
    var bench = own();
    bench.contextTokens(40_000);
    bench.run();
    assertThat(bench.task().details().progress().currentStep()).isEqualTo("accepted");
    var own =
        ROOMS.tasks().store().events(bench.task().id(), 0, 1000).stream()
            .filter(event -> event.type() == TaskEvent.Type.COMPACTION)
            .toList();
    assertThat(own).isNotEmpty();
    assertThat(own.getFirst().data().path("by").asText()).isEqualTo("model");
    assertThat(replies(bench).getLast().body().path("messages").path(0).toString())
        .contains("A summary, made by you")
        .contains("I looked at some pages.");
    assertThat(bench.looks()).as("nothing is done twice").isEqualTo(45);
  }

  @Test
  void aPromptThatTheServerFindsTooLongIsSummarisedAndSentAgain() throws Exception {
    var bench = looks(8);
    bench.whenCounting(() -> bench.simulator().inject(Fault.of(Fault.Kind.PROMPT_TOO_LONG)));
    bench.run();
    assertThat(bench.task().details().progress().currentStep()).isEqualTo("accepted");
    assertThat(summaries(bench)).as("only the prompt of the call was too long").hasSize(1);
  }

  @Test
  void aPromptThatIsTooLongFromTheStartEndsThePart() {
    var bench = looks(1);
    bench.simulator().inject(Fault.of(Fault.Kind.PROMPT_TOO_LONG));
    assertThatThrownBy(bench::run)
        .isInstanceOfSatisfying(
            PartFailedException.class,
            e -> assertThat(e.failure().remedy()).contains("Split the task"));
  }

  @Test
  void aRestartGoesOnBehindTheSummary() throws Exception {
    var bench = looks(60);
    bench.contextTokens(40_000);
    assertThatThrownBy(() -> bench.run(45)).isInstanceOf(PartFailedException.class);
    assertThat(summaries(bench)).isNotEmpty();
    int before = bench.simulator().requests().size();
    bench.run();
    var resumed = bench.simulator().requests().get(before);
    assertThat(first(resumed).path("type").asText()).isEqualTo("compaction");
    assertThat(resumed.body().path("compaction").isMissingNode())
        .as("what the last reply used is known again")
        .isTrue();
    assertThat(bench.looks()).isEqualTo(60);
  }

  @Test
  void whatASummaryCostIsCountedAndTold() throws Exception {
    var bench = looks(60);
    bench.contextTokens(40_000);
    bench.run();
    assertThat(bench.task().details().spending().turns()).isEqualTo(61 + summaries(bench).size());
    assertThat(bench.task().details().spending().costUsd()).isNotNull();
  }

  @Test
  void afterTheThirdTurnNineteenTwentiethsOfAllInputAreCacheReads() throws Exception {
    var bench = looks(50);
    bench.run();
    var usages =
        ROOMS.tasks().store().events(bench.task().id(), 0, 1000).stream()
            .filter(event -> event.type() == TaskEvent.Type.USAGE)
            .map(TaskEvent::data)
            .skip(3)
            .toList();
    long read = sum(usages, "cacheReadTokens");
    long all = read + sum(usages, "inputTokens") + sum(usages, "cacheWriteTokens");
    assertThat(usages).hasSize(48);
    assertThat((double) read / all).isGreaterThanOrEqualTo(0.95);
  }

  private static long sum(List<JsonNode> usages, String field) {
    return usages.stream().mapToLong(usage -> usage.path(field).asLong()).sum();
  }

  private static Step step(String description, Step.Status status) {
    return new Step("write_file", "wall", description, "test -f wall", List.of(), status);
  }

  private LoopBench looks(int times) {
    var replies = new String[times + 1];
    Arrays.fill(replies, LOOK);
    replies[times] = FINISH;
    if (times == 8) {
      replies[4] = "- calls: [{count: {by: 1}}]";
    }
    var made = LoopBench.of(ROOMS, directory, Budget.NONE, replies);
    made.look(PAGE);
    bench = Optional.of(made);
    return made;
  }

  /// A model without summaries on demand, which looks at 45 pages.
  private LoopBench own() {
    var script =
        """
        rules:
          - text: Summarise this conversation
            repeat: true
            replies:
              - text: |
                  # Stage: execute
                  Step 1 of 1
                  I looked at some pages.
          - lastResult: /page 45 /
            calls: [{finish_step: {summary: Done.}}]
          - tools: [look]
            calls: [look]
        """;
    var made = LoopBench.of(ROOMS, directory, Budget.NONE, Script.parse(script));
    made.look(PAGE);
    made.model("claude-haiku-4-5");
    bench = Optional.of(made);
    return made;
  }

  private static List<RecordedRequest> summaries(LoopBench bench) {
    return bench.simulator().requests().stream().filter(CompactionTest::asksForSummary).toList();
  }

  private static List<RecordedRequest> replies(LoopBench bench) {
    return bench.simulator().requests().stream()
        .filter(request -> request.path().equals("/v1/messages") && !asksForSummary(request))
        .toList();
  }

  private static boolean asksForSummary(RecordedRequest request) {
    return request.body().has("compaction");
  }

  private static int indexOfSummary(LoopBench bench) {
    return bench.simulator().requests().indexOf(summaries(bench).getFirst());
  }

  private static boolean sentOrLater(JsonNode sent, JsonNode kept, LoopBench bench) {
    return sent.toString().contains(kept.toString())
        || bench.messages().stream().anyMatch(message -> message.json().equals(kept.toString()));
  }

  private static JsonNode first(RecordedRequest request) {
    return request.body().path("messages").path(0).path("content").path(0);
  }

  private static long size(RecordedRequest request) {
    return Math.round(request.body().toString().length() / 3.5);
  }
}
