package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes of tasks that ended long ago, and what stays.
class RetentionTest {

  private final TestTasks tasks = TestTasks.fresh();
  private final Retention retention = new Retention(tasks.database());

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void ofATaskThatIsOverTheEventsGoButForItsStatus() {
    var task = ended();
    assertThat(retention.trimEvents(before(task), () -> true)).isZero();
    assertThat(retention.trimmedUntil(task.id())).isZero();

    assertThat(retention.trimEvents(after(task), () -> true)).isGreaterThanOrEqualTo(5);
    assertThat(tasks.store().events(task.id(), 0, 100))
        .isNotEmpty()
        .allMatch(event -> event.type() == TaskEvent.Type.STATUS);
    assertThat(retention.trimmedUntil(task.id())).isEqualTo(task.sequence());
    assertThat(tasks.store().find(task.id())).contains(task);
    assertThat(retention.trimEvents(after(task), () -> true)).as("nothing is left").isZero();
  }

  @Test
  void aTaskThatIsNotOverLosesNothing() {
    var task = tasks.submit();
    tasks.store().note(task.id(), drafts(3));
    assertThat(retention.trimEvents(Instant.now().plusSeconds(60), () -> true)).isZero();
    assertThat(retention.trimConversations(Instant.now().plusSeconds(60), () -> true)).isZero();
    assertThat(tasks.store().events(task.id(), 0, 100)).hasSize(4);
  }

  @Test
  void whatNoCheckHasWrittenForLongGoes() {
    var old = Instant.now().minus(Duration.ofDays(91));
    for (var log : Map.of("a", old, "b", Instant.now()).entrySet()) {
      tasks
          .database()
          .withHandle(
              handle ->
                  handle.execute(
                      "insert into check_log (hash, log, created_at) values (?, '', ?)",
                      log.getKey().repeat(64),
                      log.getValue().atOffset(ZoneOffset.UTC)));
    }
    var before = Instant.now().minus(Duration.ofDays(90));
    assertThat(retention.trimCheckLogs(before, () -> true)).isEqualTo(1);
    assertThat(retention.trimCheckLogs(before, () -> true)).isZero();
  }

  @Test
  void aTaskThatGoesOnIsTrimmedAgainLater() {
    var task = ended();
    retention.trimEvents(after(task), () -> true);
    var more = tasks.store().decide(task.id(), one -> one.become(TaskStatus.ROLLING_BACK, ""));
    tasks.store().note(task.id(), drafts(2));
    assertThat(retention.trimEvents(after(more), () -> true)).as("it is not over now").isZero();
    var over = tasks.store().decide(task.id(), one -> one.become(TaskStatus.ROLLED_BACK, ""));
    assertThat(retention.trimEvents(after(over), () -> true)).isGreaterThanOrEqualTo(2);
    assertThat(retention.trimmedUntil(task.id())).isEqualTo(over.sequence());
  }

  @Test
  void conversationsGoInBoundedBatchesAndTheRestNextTime() {
    var task = ended();
    converse(task, 5_000);
    var transactions = new AtomicInteger();
    // One look for tasks that are due, then one batch.
    long first = retention.trimConversations(after(task), () -> transactions.incrementAndGet() < 3);
    assertThat(first).isBetween(1L, 4_999L);
    long second = retention.trimConversations(after(task), () -> true);
    assertThat(first + second).isEqualTo(5_000);
    assertThat(tasks.store().events(task.id(), 0, 100))
        .as("events have their own time")
        .hasSize((int) task.sequence());
    retention.trimEvents(after(task), () -> true);
  }

  @Test
  void aTaskThatGoesOnMeanwhileKeepsWhatIsLeft() {
    var task = ended();
    converse(task, 5_000);
    var asked = new AtomicInteger();
    long gone =
        retention.trimConversations(
            after(task),
            () -> {
              if (asked.incrementAndGet() == 3) {
                tasks.store().decide(task.id(), one -> one.become(TaskStatus.ROLLING_BACK, ""));
              }
              return true;
            });
    assertThat(gone).as("the batch before it went on").isBetween(1L, 4_999L);
    assertThat(messages(task)).isEqualTo(5_000 - gone);
  }

  private long messages(Task task) {
    return tasks
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from message where task = :task")
                    .bind("task", task.id().value())
                    .mapTo(Long.class)
                    .one());
  }

  /// Completed, with five events of its work.
  private Task ended() {
    var id = tasks.submit().id();
    tasks.store().note(id, drafts(5));
    for (var status :
        List.of(
            TaskStatus.ANALYZING,
            TaskStatus.PLANNING,
            TaskStatus.EXECUTING,
            TaskStatus.VERIFYING,
            TaskStatus.LEARNING,
            TaskStatus.COMPLETED)) {
      tasks.store().decide(id, one -> one.become(status, ""));
    }
    return tasks.store().find(id).orElseThrow();
  }

  private static TaskEvent.Draft[] drafts(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> TaskEvents.of(TaskEvent.Type.USAGE, Map.of("turn", number)))
        .toArray(TaskEvent.Draft[]::new);
  }

  private void converse(Task task, int messages) {
    tasks
        .database()
        .withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into message (task, conversation, position, part, role, json, created_at)
                        select :task, 'work', position, 'execute/1', 'user', '{}', now()
                        from generate_series(1, :count) as position
                        """)
                    .bind("task", task.id().value())
                    .bind("count", messages)
                    .execute());
  }

  private static Instant before(Task task) {
    return task.updatedAt().minus(Duration.ofSeconds(1));
  }

  private static Instant after(Task task) {
    return task.updatedAt().plus(Duration.ofSeconds(1));
  }
}
