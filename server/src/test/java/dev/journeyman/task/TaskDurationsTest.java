package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.queue.TaskJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDurationsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  private final TestTasks tasks = TestTasks.fresh();
  private Instant now = BEGIN;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final TaskStore store =
      new TaskStore(tasks.database(), new TaskJobs(tasks.database(), clock), _ -> {}, clock);

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void nobodyKnowsOfAFirstTaskThatHasNoPlanYet() {
    assertThat(left(analyzing())).isEmpty();
  }

  @Test
  void aTaskWithAPlanIsMeasuredByItsOwnRate() {
    var task = analyzing();
    advance(60);
    become(task, TaskStatus.PLANNING);
    task = become(task, TaskStatus.EXECUTING);
    assertThat(task.details().progress().percent()).isEqualTo(40);
    assertThat(left(task)).hasValue(90);
  }

  @Test
  void theRepositorysLastTasksTellHowLongTheNextOneTakes() {
    for (int seconds : new int[] {100, 140}) {
      finished(seconds);
    }
    var task = analyzing();
    advance(20);
    assertThat(left(task)).hasValue(100);
  }

  @Test
  void aTaskThatWaitsOrIsOverTakesNoTime() {
    assertThat(left(finished(30))).isEmpty();
    assertThat(left(tasks.submit())).isEmpty();
  }

  private Task finished(int seconds) {
    var task = analyzing();
    for (var status :
        new TaskStatus[] {
          TaskStatus.PLANNING, TaskStatus.EXECUTING, TaskStatus.VERIFYING, TaskStatus.LEARNING
        }) {
      become(task, status);
    }
    advance(seconds);
    return become(task, TaskStatus.PENDING_APPROVAL);
  }

  private Task analyzing() {
    var task = store.submit("default", tasks.repository(), TestTasks.request(Budget.NONE), "ann");
    return store.decide(
        task.id(),
        found ->
            found
                .with(
                    found
                        .details()
                        .with(
                            found
                                .details()
                                .decisions()
                                .with(Milestone.STARTED, Decision.byService(now))))
                .become(TaskStatus.ANALYZING, "Looking"));
  }

  private Task become(Task task, TaskStatus status) {
    return store.decide(task.id(), found -> found.become(status, "Going on"));
  }

  private void advance(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private java.util.OptionalLong left(Task task) {
    return new TaskDurations(tasks.database()).secondsLeft(task, now);
  }
}
