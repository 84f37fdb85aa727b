package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.task.TestTasks;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How long a landing has waited, from which it follows when it asks again.
@SuppressWarnings("NullAway.Init")
class MergingTest {

  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

  private static TestTasks tasks;

  @BeforeAll
  static void open() {
    tasks = TestTasks.fresh();
  }

  @AfterAll
  static void close() {
    tasks.close();
  }

  @Test
  void aLandingHasNotWaitedSinceTheHostWasAwayBeforeIt() {
    var troubled = withPull(tasks.submit(), planned().waiting(EARLIER, "it was away"));

    assertThat(Merging.since(troubled, Kind.CHANGE)).isEmpty();
    assertThat(Merging.since(waiting(troubled), Kind.CHANGE)).contains(EARLIER);
  }

  @Test
  void whatHasEndedWaitsForNothing() {
    var merged =
        Merging.merged(withPull(tasks.submit(), planned().waiting(EARLIER, null)), Kind.CHANGE);

    assertThat(Merging.since(waiting(merged), Kind.CHANGE)).isEmpty();
  }

  @Test
  void whileThereIsNothingToOpenItHasWaitedSinceItWasAskedFor() {
    var task = tasks.submit();
    var decisions =
        task.details()
            .decisions()
            .with(Milestone.ROLLBACK_REQUESTED, new Decision("ada", EARLIER, "broken"));
    var asked = task.with(task.details().with(decisions));

    assertThat(Merging.since(asked, Kind.REVERT)).isEmpty();
    assertThat(Merging.since(waiting(asked), Kind.REVERT)).contains(EARLIER);
    assertThat(Merging.since(waiting(asked), Kind.CHANGE)).isEmpty();
  }

  private static PullRequest planned() {
    return PullRequest.planned("journeyman/1", "a", "b", "c");
  }

  private static Task withPull(Task task, PullRequest pull) {
    var details = task.details();
    return task.with(details.with(details.pullRequests().with(Kind.CHANGE, pull)));
  }

  private static Task waiting(Task task) {
    var details = task.details();
    return task.with(details.with(details.progress().waitingFor("Waiting for GitHub")));
  }
}
