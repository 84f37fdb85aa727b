package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaskStoreTest {

  private static final TestTasks TASKS = TestTasks.fresh();
  private static final int THREADS = 8;
  private static final int ROUNDS = 20;

  @AfterAll
  static void close() {
    TASKS.close();
  }

  @Test
  void aNewTaskHasItsFirstEventAndItsJob() {
    int before = TASKS.jobs();
    var task = TASKS.submit();
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(TASKS.store().events(task.id(), 0, 10))
        .singleElement()
        .satisfies(event -> assertThat(event.sequence()).isEqualTo(1));
    assertThat(TASKS.jobs()).isEqualTo(before + 1);
  }

  @Test
  void aSubmissionThatIsRolledBackLeavesNoJob() {
    int before = TASKS.jobs();
    assertThatThrownBy(
            () ->
                TASKS
                    .database()
                    .useTransaction(
                        _ -> {
                          TASKS.submit();
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    assertThat(TASKS.jobs()).isEqualTo(before);
  }

  @Test
  void eventsAreNumberedWithoutGaps() {
    var task = TASKS.submit();
    var claim = TASKS.store().claim(task.id()).orElseThrow();
    TASKS.store().change(claim, now -> now.become(TaskStatus.ANALYZING, "Looking"), note("one"));
    TASKS.store().note(task.id(), note("two"), note("three"));
    assertNoGaps(task.id(), 6);
    assertThat(TASKS.store().events(task.id(), 4, 10))
        .extracting(TaskEvent::sequence)
        .containsExactly(5L, 6L);
  }

  @Test
  void anOlderClaimIsRefused() {
    var task = TASKS.submit();
    var old = TASKS.store().claim(task.id()).orElseThrow();
    var young = TASKS.store().claim(task.id()).orElseThrow();
    assertThatThrownBy(() -> TASKS.store().change(old, now -> now, note("late")))
        .isInstanceOf(StaleClaimException.class);
    assertNoGaps(task.id(), 1);
    TASKS.store().change(young, now -> now, note("in time"));
    assertNoGaps(task.id(), 2);
  }

  @Test
  void aDecisionTakesTheTaskFromItsWorker() {
    var task = TASKS.submit();
    var claim = TASKS.store().claim(task.id()).orElseThrow();
    TASKS.store().decide(task.id(), now -> now.become(TaskStatus.CANCELLED, "Cancelled"));
    assertThatThrownBy(() -> TASKS.store().guard(claim, _ -> true))
        .isInstanceOf(StaleClaimException.class);
    assertThat(TASKS.store().claim(task.id())).as("nothing is left to do").isEmpty();
  }

  @Test
  void aWakeTakesNoTaskThatWasDecidedAboutOrTakenSince() {
    var id = TASKS.submit().id();
    TASKS.store().decide(id, now -> now);
    long decided = epoch(id);
    TASKS.store().decide(id, now -> now);
    assertThat(woken(id, "early", decided)).as("there is a later one").isEmpty();

    var working = woken(id, "last", decided + 1).orElseThrow();
    assertThat(woken(id, "late", decided)).isEmpty();
    assertThat(woken(id, "other", decided + 1)).isEmpty();
    assertThat(TASKS.store().guard(working, Task::id)).isEqualTo(id);
  }

  @Test
  void theJobOfAWorkerThatDiedTakesTheTaskAgainAndSoDoesTheOneItLeft() {
    var id = TASKS.submit().id();
    var died = woken(id, "first", 0).orElseThrow();
    var again = woken(id, "first", 0).orElseThrow();
    assertThat(again.epoch()).isGreaterThan(died.epoch());

    var rested = woken(id, "left to wake", again.epoch()).orElseThrow();
    assertThat(woken(id, "first", 0)).as("its time is over").isEmpty();
    TASKS.store().decide(id, now -> now);
    assertThat(woken(id, "left to wake", again.epoch())).isEmpty();
    assertThatThrownBy(() -> TASKS.store().guard(rested, Task::id))
        .isInstanceOf(StaleClaimException.class);
  }

  private static Optional<Claim> woken(TaskId id, String job, long epoch) {
    return TASKS.store().claim(new Wake(id, job, OptionalLong.of(epoch)));
  }

  private static long epoch(TaskId id) {
    return TASKS.store().find(id).orElseThrow().epoch();
  }

  @Test
  void aNoteLeavesTheWorkerItsClaim() {
    var task = TASKS.submit();
    var claim = TASKS.store().claim(task.id()).orElseThrow();
    TASKS.store().note(task.id(), note("from a person"));
    assertThat(TASKS.store().guard(claim, Task::id)).isEqualTo(task.id());
  }

  @Test
  void aWorkerThatIsGivenUpAddsNothingToAConversation() {
    var task = TASKS.submit();
    var old = TASKS.store().claim(task.id()).orElseThrow();
    var journal = new Journal(TASKS.database(), TASKS.store(), Clock.systemUTC());
    var seen = journal.append(old, "main", said(0, "opening")).task();
    var young = TASKS.store().claim(task.id()).orElseThrow();
    var now = journal.append(young, "main", said(1, "in time")).task();
    var turn = new TurnRecord("m", "r", 1, 1, 0, 0, BigDecimal.ONE, Duration.ofSeconds(1));
    var late = new Journal.Entry("main", said(1, "late"), Optional.of(turn));
    List<Runnable> writes =
        List.of(
            () -> journal.append(old, "main", said(1, "late")),
            () -> journal.append(old, late, same -> same, note("late")),
            () -> journal.append(old, Optional.of(seen), late, note("late")),
            () -> journal.append(old, Optional.of(now), late, note("late")),
            () -> journal.count(old, turn, note("late")),
            () -> journal.keep(old, "main", Map.of("call", new Journal.ToolOutcome("late", false))),
            () ->
                journal.summarise(
                    old, "main", new StoredSummary(2, 1, true, "{}"), said(1, "late"), turn));
    assertThat(writes)
        .allSatisfy(
            write -> assertThatThrownBy(write::run).isInstanceOf(StaleClaimException.class));
    assertThat(journal.messages(task.id(), "main"))
        .extracting(StoredMessage::json)
        .containsExactly("\"opening\"", "\"in time\"");
    assertThat(journal.summary(task.id(), "main")).isEmpty();
    assertThat(journal.kept(task.id(), "main", List.of("call"))).isEmpty();
    assertThat(TASKS.store().find(task.id()).orElseThrow().details().spending())
        .isEqualTo(Spending.NONE);
  }

  private static StoredMessage said(int position, String text) {
    return new StoredMessage(position, "part", StoredMessage.Role.USER, '"' + text + '"');
  }

  @Test
  void whatAWorkerWaitedForIsOverWhenTheTaskIsTakenFromIt() {
    var id = TASKS.submit().id();
    var before = TASKS.store().find(id).orElseThrow().details().progress();
    waitForTheModel(TASKS.store().claim(id).orElseThrow());
    assertThat(shown(id)).isEqualTo("Waiting for the model");

    var next = TASKS.store().claim(id).orElseThrow();
    assertThat(shown(id)).as("after a restart").isEqualTo(before.currentStep());
    assertThat(TASKS.store().events(id, 0, 10).getLast().data().path("currentStep").textValue())
        .isEqualTo(before.currentStep());

    waitForTheModel(next);
    TASKS.store().decide(id, now -> now);
    assertThat(shown(id)).as("after a decision").isEqualTo(before.currentStep());
  }

  private static void waitForTheModel(Claim claim) {
    TASKS
        .store()
        .change(
            claim,
            task ->
                task.with(
                    task.details()
                        .with(task.details().progress().waitingFor("Waiting for the model"))));
  }

  private static String shown(TaskId id) {
    return TASKS.store().find(id).orElseThrow().details().progress().shown();
  }

  @Test
  void aReportTakesThePlaceOfAnEarlierOneWithItsTitle() {
    var task = TASKS.submit().id();
    var reports = new Reports(TASKS.database(), Clock.systemUTC());
    reports.keep(task, "Findings", "first");
    reports.keep(task, "Other", "other");
    reports.keep(task, "Findings", "second");
    assertThat(reports.of(task))
        .extracting(Reports.Report::title, Reports.Report::markdown)
        .containsExactly(tuple("Other", "other"), tuple("Findings", "second"));
  }

  @Test
  void aTransitionThatTheTableDoesNotHaveChangesNothing() {
    var task = TASKS.submit();
    assertThatThrownBy(
            () -> TASKS.store().decide(task.id(), now -> now.become(TaskStatus.COMPLETED, "Done")))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(TASKS.store().find(task.id()).orElseThrow().epoch()).isEqualTo(task.epoch());
    assertNoGaps(task.id(), 1);
  }

  @Test
  void anotherTenantsTaskIsUnknown() {
    var task = TASKS.submit();
    assertThat(TASKS.store().find("somebody", task.id())).isEmpty();
    assertThat(TASKS.store().find("default", task.id())).isPresent();
  }

  @Test
  void manyWritersLeaveNoGapAndDoNotBlockEachOther() throws Exception {
    var task = TASKS.submit();
    var claim = TASKS.store().claim(task.id()).orElseThrow();
    var writers = new ArrayList<Callable<Long>>();
    for (int i = 0; i < THREADS; i++) {
      boolean worker = i % 2 == 0;
      writers.add(
          () -> {
            long last = 0;
            for (int round = 0; round < ROUNDS; round++) {
              last =
                  worker
                      ? TASKS.store().change(claim, now -> now, note("change")).sequence()
                      : TASKS.store().note(task.id(), note("note")).sequence();
            }
            return last;
          });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> done : executor.invokeAll(writers)) {
        assertThat(done.get()).isPositive();
      }
    }
    assertNoGaps(task.id(), 1 + THREADS * ROUNDS);
  }

  @Test
  void steeringIsHandedOutOnceAndInOrder() {
    var task = TASKS.submit();
    var steering = new Steering(TASKS.database(), java.time.Clock.systemUTC());
    steering.send(task.id(), "tester", "first");
    steering.send(task.id(), "tester", "second");
    assertThat(steering.take(task.id(), "main")).containsExactly("first", "second");
    assertThat(steering.take(task.id(), "main")).isEmpty();
  }

  private static TaskEvent.Draft note(String text) {
    return TaskEvents.of(TaskEvent.Type.MESSAGE, Map.of("text", text));
  }

  private static void assertNoGaps(TaskId id, int expected) {
    List<Long> numbers =
        TASKS.store().events(id, 0, 1000).stream().map(TaskEvent::sequence).toList();
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
    assertThat(TASKS.store().find(id).orElseThrow().sequence()).isEqualTo(expected);
  }
}
