package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.task.Journal.Appended;
import dev.journeyman.task.Journal.Entry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Messages that are added by a worker that knows its task, in one statement, and by one that does
/// not. Only the former learns that nobody has spoken to it.
class JournalTest {

  private static final TurnRecord TURN =
      new TurnRecord(
          "model", "request", 100, 20, 7, 3, new BigDecimal("0.0125"), Duration.ofMillis(1500));

  private final TestTasks tasks = TestTasks.fresh();
  private final Journal journal = new Journal(tasks.database(), tasks.store(), Clock.systemUTC());
  private final TaskId id = tasks.submit().id();
  private final Claim claim = tasks.store().claim(id).orElseThrow();

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void whatIsStoredInOneStatementIsWhatIsStoredInSteps() {
    var events = List.of(note("one"), note("\"quoted\", {braces} and \\ \u2028 ü"), note("three"));

    var first = reply(0, Optional.empty(), events);
    var second = reply(1, Optional.of(first.task()), events);

    assertThat(first.spokenTo()).as("in steps").isTrue();
    assertThat(second.spokenTo()).as("in one statement").isFalse();
    assertThat(stored()).isEqualTo(second.task());
    assertThat(second.task().sequence()).isEqualTo(first.task().sequence() + 3);
    assertThat(second.task().details().spending().tokens())
        .isEqualTo(2 * first.task().details().spending().tokens());
    var told = tasks.store().events(id, 0, 100);
    assertThat(told).extracting(TaskEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(told.subList(4, 7))
        .extracting(TaskEvent::data)
        .isEqualTo(told.subList(1, 4).stream().map(TaskEvent::data).toList());
    assertThat(rows(1)).isEqualTo(rows(0));
    assertThat(journal.newestTurn(id, "main")).contains(Map.entry(1, TURN));
  }

  /// All of a stored message but its place.
  private List<Map<String, Object>> rows(int position) {
    return tasks
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select part, role, json, usage::text as usage, model, request_id, cost_usd
                        from message where position = :position
                        """)
                    .bind("position", position)
                    .mapToMap()
                    .list());
  }

  @Test
  void aMessageOfTheServiceUsesNothing() {
    var known = reply(0, Optional.empty(), List.of(note("reply"))).task();
    var message = new StoredMessage(1, "part", StoredMessage.Role.USER, "\"answer\"");

    var answered =
        journal.append(claim, Optional.of(known), Entry.said("main", message), note("result"));

    assertThat(answered.spokenTo()).isFalse();
    assertThat(stored()).isEqualTo(answered.task());
    assertThat(stored().details()).isEqualTo(known.details());
    assertThat(journal.newestTurn(id, "main")).contains(Map.entry(0, TURN));
    assertThat(journal.messages(id, "main"))
        .extracting(StoredMessage::json)
        .containsExactly("\"reply\"", "\"answer\"");
  }

  @Test
  void whatSomebodyElseHasChangedMeanwhileStays() {
    var known = reply(0, Optional.empty(), List.of(note("reply"))).task();
    tasks.store().amend(id, task -> task.with(task.details().with(new Progress("Amended", 42))));

    var after = reply(1, Optional.of(known), List.of(note("reply")));

    assertThat(after.task().details().progress()).isEqualTo(new Progress("Amended", 42));
    assertThat(stored()).isEqualTo(after.task());
    assertThat(tasks.store().events(id, 0, 100)).hasSize((int) after.task().sequence());
  }

  @Test
  void whoLostTheTaskWritesNothingThoughNothingElseHasChanged() {
    var known = reply(0, Optional.empty(), List.of(note("reply"))).task();
    assertThat(tasks.store().claim(id)).isPresent();

    assertThatThrownBy(() -> reply(1, Optional.of(known), List.of(note("late"))))
        .isInstanceOf(StaleClaimException.class);

    assertThat(journal.messages(id, "main")).hasSize(1);
    assertThat(stored().sequence()).isEqualTo(known.sequence());
  }

  @Test
  void whoeverIsSpokenToLearnsOfIt() {
    var known = reply(0, Optional.empty(), List.of(note("reply"))).task();
    var steering = new Steering(tasks.database(), Clock.systemUTC());
    steering.send(id, "ann", "Use tabs");

    var spokenTo = reply(1, Optional.of(known), List.of(note("reply")));
    steering.take(id, "main");
    var after = reply(2, Optional.of(spokenTo.task()), List.of(note("reply")));

    assertThat(spokenTo.spokenTo()).isTrue();
    assertThat(after.spokenTo()).isFalse();
  }

  private Appended reply(int position, Optional<Task> known, List<TaskEvent.Draft> events) {
    var message = new StoredMessage(position, "part", StoredMessage.Role.ASSISTANT, "\"reply\"");
    return journal.append(
        claim,
        known,
        new Entry("main", message, Optional.of(TURN)),
        events.toArray(TaskEvent.Draft[]::new));
  }

  private Task stored() {
    return tasks.store().find(id).orElseThrow();
  }

  private static TaskEvent.Draft note(String text) {
    return TaskEvents.of(TaskEvent.Type.TOOL_RESULT, Map.of("text", text));
  }
}
