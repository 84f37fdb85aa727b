package dev.journeyman.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.simulator.Fault;
import dev.journeyman.simulator.RecordedRequest;
import dev.journeyman.task.Budget;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Journal.ToolOutcome;
import dev.journeyman.task.StaleClaimException;
import dev.journeyman.task.StoredMessage;
import dev.journeyman.task.StoredMessage.Role;
import dev.journeyman.task.TaskStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop with the real model client before the simulator, and the journal in a real database.
@SuppressWarnings("NullAway.Init")
class AgentLoopTest {

  private static final String FINISH = "- calls: [{finish_step: {summary: Done.}}]";
  private static final String TWO_CALLS =
      """
      {"role":"assistant","content":[\
      {"type":"tool_use","id":"call_1","name":"count","input":{"by":1}},\
      {"type":"tool_use","id":"call_2","name":"count","input":{"by":2}},\
      {"type":"tool_use","id":"call_3","name":"look","input":{}}]}\
      """;

  private static final LoopBench.Rooms ROOMS = LoopBench.Rooms.open();

  @TempDir private Path directory;
  private Optional<LoopBench> bench = Optional.empty();

  @AfterEach
  void closeBench() {
    bench.ifPresent(LoopBench::close);
    bench = Optional.empty();
  }

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void aSubmissionEndsThePart() throws Exception {
    var bench = bench("- calls: [{count: {by: 3}}]", FINISH);
    bench.run();
    assertThat(bench.counted()).containsExactly(3);
    assertThat(bench.task().details().progress().currentStep()).isEqualTo("accepted");
    assertThat(bench.task().details().spending().turns()).isEqualTo(2);
    assertThat(bench.messages()).extracting(StoredMessage::role).endsWith(Role.USER);
  }

  @Test
  void aRefusedSubmissionGoesOn() throws Exception {
    var bench = bench("- calls: [{finish_step: {summary: bad}}]", FINISH);
    bench.run();
    assertThat(bench.conversation()).contains("not good enough").contains("accepted");
  }

  @Test
  void keptResultsAreNotRunAgainAfterACrash() throws Exception {
    var bench = bench(FINISH, FINISH);
    bench.say(0, Role.USER, Messages.user("# Stage: execute\nStep 1 of 1: count"));
    bench.say(1, Role.ASSISTANT, new Message(TWO_CALLS));
    bench
        .journal()
        .keep(bench.claim(), "main", Map.of("call_1", new ToolOutcome("kept: 1", false)));

    bench.run();

    assertThat(bench.counted()).as("neither the kept nor the interrupted call").isEmpty();
    assertThat(bench.looks()).as("what only reads is simply run again").isEqualTo(1);
    assertThat(bench.messages().get(2).json())
        .contains("kept: 1")
        .contains("Interrupted by a restart")
        .contains("looked");
  }

  @Test
  void aConversationThatIsReadBackIsSentByteForByteAsBefore() throws Exception {
    var bench =
        bench(
            "- {thinking: \"Ü \\\"1e2\\\" \", text: \"<b>1.0</b>\", calls: [look]}",
            "- calls: [{count: {by: 1}}]",
            FINISH);
    bench.look("a\tb\u2028c \uD83D\uDE00");
    bench.whenCounting(() -> Thread.currentThread().interrupt());
    assertThatThrownBy(bench::run).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    bench.whenCounting(() -> {});

    bench.run();

    var requests = bench.simulator().requests();
    var before = sent(requests.get(1));
    var after = sent(requests.get(2));
    assertThat(before).hasSize(3);
    assertThat(after.subList(0, 3)).isEqualTo(before);
    assertThat(after.getLast()).contains("Interrupted by a restart");
    for (var field : List.of("model", "system", "tools")) {
      assertThat(requests.get(2).body().path(field)).isEqualTo(requests.get(1).body().path(field));
    }
  }

  @Test
  void aWorkerThatIsStoppedDoesNotWaitForCallsThatOnlyRead() throws Exception {
    var bench = bench("- calls: [look, look]", FINISH);
    var worker = Thread.currentThread();
    bench.whenLooking(
        () -> {
          if (bench.looks() == 2) {
            worker.interrupt();
          }
          LockSupport.parkNanos(Duration.ofMinutes(2).toNanos());
        });
    long begun = System.nanoTime();

    assertThatThrownBy(bench::run).isInstanceOf(InterruptedException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
  }

  /// The messages of a request, but for the mark up to which they are cached.
  private static List<String> sent(RecordedRequest request) {
    var messages = new ArrayList<String>();
    for (var message : request.body().path("messages")) {
      messages.add(message.toString().replaceAll(",\"cache_control\":\\{[^}]*\\}", ""));
    }
    return messages;
  }

  @Test
  void callsOfAPartThatWasGivenUpAreClosed() throws Exception {
    var bench = bench(FINISH);
    bench.say("execute/0", 0, Role.USER, Messages.user("# Stage: execute\nStep 1 of 1: count"));
    bench.say("execute/0", 1, Role.ASSISTANT, new Message(TWO_CALLS));
    bench.run();
    assertThat(bench.counted()).isEmpty();
    assertThat(bench.messages().get(2).json()).contains("Not run: the service went on");
  }

  @Test
  void callsOfAReplyThatWasCutOffAreNotRun() throws Exception {
    var bench = bench("- calls: [{count: {by: 1}}]", FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.CUT_TOOL_JSON));
    bench.run();
    assertThat(bench.counted()).isEmpty();
    assertThat(bench.conversation()).contains("cut off at its limit");
  }

  @Test
  void inputThatIsNoJsonIsAnsweredWithAnError() throws Exception {
    var bench = bench("- calls: [{count: {by: 1}}]", FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.INVALID_TOOL_JSON));
    bench.run();
    assertThat(bench.counted()).isEmpty();
    assertThat(bench.conversation()).contains("no valid JSON");
  }

  @Test
  void anEmptyReplyIsPaidForAndAskedAgain() throws Exception {
    var bench = bench(FINISH, FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.EMPTY));
    bench.run();
    assertThat(bench.task().details().spending().turns()).isEqualTo(2);
  }

  @Test
  void aRefusalIsPaidForAndEndsThePartWithARemedy() {
    var bench = bench(FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.REFUSAL));
    assertFails(bench, Category.MODEL, "The model refused the task (general_harms)");
    assertThat(bench.task().details().spending().turns()).isEqualTo(1);
    assertThat(bench.messages()).as("nothing of it goes back").hasSize(1);
  }

  @Test
  void aReplyThatPausesIsAskedToGoOn() throws Exception {
    var bench = bench(FINISH, FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.PAUSE_TURN));
    bench.run();
    assertThat(bench.conversation()).contains("Still at it.", "Please continue.");
    assertThat(bench.task().details().progress().currentStep()).isEqualTo("accepted");
  }

  @Test
  void callsThatOnlyReadRunTogether() throws Exception {
    var bench = bench("- calls: [look, look, look]", FINISH);
    bench.lookTogether(3);
    bench.run();
    assertThat(bench.looks()).isEqualTo(3);
    assertThat(bench.conversation()).doesNotContain("alone");
  }

  @Test
  void whileItWaitsForTheModelTheTaskSaysSo() throws Exception {
    var bench = bench(FINISH);
    bench.simulator().inject(Fault.of(Fault.Kind.OVERLOADED));
    var before = bench.task().details().progress().currentStep();
    bench.run();
    assertThat(bench.shown())
        .anyMatch(text -> text.startsWith("Waiting for the model, attempt 2 in"))
        .endsWith(before, "accepted");
  }

  @Test
  void aModelThatOnlyTalksIsRemindedAndThenGivenUp() {
    var talk = "- text: What would you like?";
    var bench = bench(talk, talk, talk, talk, talk);
    assertFails(bench, Category.MODEL, "without handing in its work");
    assertThat(bench.conversation()).contains("Nobody is here to answer questions");
    assertThat(bench.task().details().spending().turns()).isEqualTo(4);
  }

  @Test
  void inj18SameCallsAgainAndAgainEndThePart() {
    var look = "- calls: [look]";
    var bench = bench(look, look, look, look, look, look, look, look);
    assertFails(bench, Category.MODEL, "same call of look 6 times");
    assertThat(bench.conversation()).contains("call number 3 like it");
  }

  @Test
  void inj18SameCallsCountAsSuchWhateverTimeTheyTook() {
    var repetition = new Repetition();
    for (int i = 0; i < 5; i++) {
      repetition.note("execute_bash", "ls", "(exit code 0, 0.%d s)".formatted(i), false);
    }
    assertThatThrownBy(() -> repetition.note("execute_bash", "ls", "(exit code 0, 12.5 s)", false))
        .hasMessageContaining("same call of execute_bash 6 times");
  }

  @Test
  void inj18RepliesThatAreCutOffAgainAndAgainEndThePart() {
    var count = "- calls: [{count: {by: 1}}]";
    var bench = bench(count, count, count, count, count, count, count, count);
    bench.simulator().inject(Fault.of(Fault.Kind.CUT_TOOL_JSON).times(8));
    assertFails(bench, Category.MODEL, "same call of count 6 times");
    assertThat(bench.counted()).isEmpty();
  }

  @Test
  void aFieldThatAToolDoesNotKnowIsSaid() throws Exception {
    var bench = bench("- calls: [{count: {by: 1, times: 3}}]", FINISH);
    bench.run();
    assertThat(bench.conversation()).contains("count knows no field times. It knows: by.");
    assertThat(bench.counted()).isEmpty();
  }

  @Test
  void inj18TheSameRefusedSubmissionAgainAndAgainEndsThePart() {
    var bad = "- calls: [{finish_step: {summary: bad}}]";
    var bench = bench(bad, bad, bad, bad, bad, bad, bad, bad);
    assertFails(bench, Category.MODEL, "same call of finish_step 6 times");
    assertThat(bench.conversation()).contains("call number 3 like it");
  }

  @Test
  void inj18TurnsTokensAndMoneyAreLimited() {
    var count = "- calls: [{count: {by: 1}}]";
    assertFails(
        bench(new Budget(null, null, 2), count, count, count), Category.BUDGET, "2 of 2 turns");
    closeBench();
    assertFails(bench(new Budget(null, 1L, null), count, count), Category.BUDGET, "of 1 tokens");
    closeBench();
    var cheap = new BigDecimal("0.000001");
    assertFails(bench(new Budget(cheap, null, null), count, count), Category.BUDGET, "It has cost");
  }

  @Test
  void inj18APartHasOnlySoManyTurns() {
    var bench = bench("- calls: [{count: {by: 1}}]", "- calls: [{count: {by: 2}}]", FINISH);
    assertThatThrownBy(() -> bench.run(2))
        .isInstanceOfSatisfying(
            PartFailedException.class,
            e -> assertThat(e.failure().message()).contains("2 turns were not enough"));
  }

  @Test
  void aMessageArrivesAtTheNextTurn() throws Exception {
    var bench = bench("- calls: [{count: {by: 7}}]", FINISH);
    bench.whenCounting(() -> ROOMS.steering().send(bench.task().id(), "tester", "Mind the gap"));
    bench.run();
    assertThat(bench.simulator().requests()).hasSize(2);
    assertThat(bench.simulator().requests().getLast().toString()).contains("Mind the gap");
    assertThat(bench.simulator().requests().getFirst().toString()).doesNotContain("Mind the gap");
  }

  @Test
  void nothingIsWrittenOnceTheTaskIsTaken() {
    var bench = bench("- calls: [{count: {by: 7}}]", FINISH);
    bench.whenCounting(
        () ->
            ROOMS
                .tasks()
                .store()
                .decide(bench.task().id(), now -> now.become(TaskStatus.CANCELLED, "Cancelled")));
    assertThatThrownBy(bench::run).isInstanceOf(StaleClaimException.class);
    assertThat(bench.messages()).hasSize(2);
  }

  @Test
  void filesCannotBeChangedBeforeAPlanStands() throws Exception {
    var bench = bench("- calls: [{write_file: {path: a}}]", FINISH);
    bench.run();
    assertThat(bench.conversation()).contains("No plan stands yet");
  }

  @Test
  void unknownToolsAreAnsweredWithAnError() throws Exception {
    var bench = bench("- calls: [{conjure: {}}]", FINISH);
    bench.run();
    assertThat(bench.conversation()).contains("There is no tool named conjure.");
  }

  private LoopBench bench(String... replies) {
    return bench(Budget.NONE, replies);
  }

  private LoopBench bench(Budget budget, String... replies) {
    var made = LoopBench.of(ROOMS, directory, budget, replies);
    bench = Optional.of(made);
    return made;
  }

  private static void assertFails(LoopBench bench, Category category, String text) {
    assertThatThrownBy(bench::run)
        .isInstanceOfSatisfying(
            PartFailedException.class,
            e -> {
              assertThat(e.failure().category()).isEqualTo(category);
              assertThat(e.failure().message()).contains(text);
              assertThat(e.failure().remedy()).isNotBlank();
            });
  }
}
