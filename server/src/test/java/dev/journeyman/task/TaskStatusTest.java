package dev.journeyman.task;

import static dev.journeyman.task.TaskStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The table of states, and that the database has the same.
class TaskStatusTest {

  private static final TestTasks TASKS = TestTasks.fresh();

  private static final Map<TaskStatus, Set<TaskStatus>> TABLE =
      Map.ofEntries(
          Map.entry(QUEUED, Set.of(ANALYZING, CANCELLED)),
          Map.entry(ANALYZING, Set.of(PLANNING, FAILED, CANCELLED)),
          Map.entry(PLANNING, Set.of(EXECUTING, FAILED, CANCELLED)),
          Map.entry(EXECUTING, Set.of(VERIFYING, PLANNING, FAILED, CANCELLED)),
          Map.entry(
              VERIFYING,
              Set.of(LEARNING, EXECUTING, APPROVED, PENDING_APPROVAL, FAILED, CANCELLED)),
          Map.entry(LEARNING, Set.of(PENDING_APPROVAL, APPROVED, COMPLETED)),
          Map.entry(PENDING_APPROVAL, Set.of(APPROVED, REJECTED, EXECUTING, VERIFYING, CANCELLED)),
          Map.entry(APPROVED, Set.of(COMPLETED, VERIFYING, DEPLOYMENT_FAILED, ROLLING_BACK)),
          Map.entry(COMPLETED, Set.of(ROLLING_BACK)),
          Map.entry(REJECTED, Set.of(ROLLED_BACK)),
          Map.entry(DEPLOYMENT_FAILED, Set.of(APPROVED, ROLLING_BACK)),
          Map.entry(ROLLING_BACK, Set.of(ROLLED_BACK, COMPLETED, ROLLBACK_FAILED)),
          Map.entry(ROLLBACK_FAILED, Set.of(ROLLING_BACK)),
          Map.entry(FAILED, Set.of()),
          Map.entry(CANCELLED, Set.of()),
          Map.entry(ROLLED_BACK, Set.of()));

  @AfterAll
  static void close() {
    TASKS.close();
  }

  @Test
  void onlyTheTableIsAllowed() {
    for (var from : values()) {
      assertThat(from.next()).as(from.wire()).isEqualTo(TABLE.get(from));
    }
  }

  @Test
  void theDatabaseHasTheSameTable() {
    var inDatabase =
        TASKS
            .database()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select from_status || ' ' || to_status from task_transition")
                        .mapTo(String.class)
                        .set());
    var here =
        Arrays.stream(values())
            .flatMap(from -> from.next().stream().map(to -> from.wire() + " " + to.wire()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(inDatabase)).isEqualTo(here);
  }

  @Test
  void theDatabaseRefusesWhatTheTableDoesNotHave() {
    var task = TASKS.submit();
    assertThatThrownBy(
            () ->
                TASKS
                    .database()
                    .withHandle(
                        handle ->
                            handle.execute(
                                "update task set status = 'completed' where id = ?",
                                task.id().value())))
        .hasMessageContaining("cannot go from queued to completed");
  }

  @Test
  void everyStatusLeadsToAnEnd() {
    for (var status : values()) {
      assertThat(reachable(status, new TreeSet<>()))
          .as(status.wire())
          .anyMatch(TaskStatus::terminal);
    }
  }

  @Test
  void whoeverNeedsAWorkerIsNotOver() {
    assertThat(values()).noneMatch(status -> status.needsWorker() && status.terminal());
    assertThat(values()).allMatch(status -> !status.running() || status.needsWorker());
  }

  private static Set<TaskStatus> reachable(TaskStatus from, Set<TaskStatus> seen) {
    if (seen.add(from)) {
      from.next().forEach(next -> reachable(next, seen));
    }
    return seen;
  }
}
