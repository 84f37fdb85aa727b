package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.ApprovalPolicy;
import dev.journeyman.task.Task;
import dev.journeyman.task.TestTasks;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.FileChange;
import dev.journeyman.workspace.FileChange.Status;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// When a change waits for a person though its task does not ask for one.
@SuppressWarnings("NullAway.Init")
class GatesTest {

  private static final ApprovalPolicy NO_POLICY = ApprovalPolicy.USUAL;

  private static TestTasks tasks;
  private static Task task;

  @BeforeAll
  static void open() {
    tasks = TestTasks.fresh();
    task = tasks.submit();
  }

  @AfterAll
  static void close() {
    tasks.close();
  }

  @Test
  void whatCannotBeShownAsAWholeIsNotLetThrough() {
    assertThat(reasons(NO_POLICY, false, file(false))).doesNotContain(TOO_LARGE);
    assertThat(reasons(NO_POLICY, true, file(false))).contains(TOO_LARGE);
  }

  private static final String TOO_LARGE = "The change is too large to be looked at as a whole";

  @Test
  void aLimitOfLinesLetsNoFileWithoutLinesThrough() {
    var limited = new ApprovalPolicy(1, true, List.of(), 10, null);

    assertThat(reasons(limited, false, file(false))).noneMatch(reason -> reason.contains("limit"));
    assertThat(reasons(limited, false, file(true)))
        .contains("The policy limits changed lines, and logo.png has none");
    assertThat(reasons(NO_POLICY, false, file(true)))
        .noneMatch(reason -> reason.contains("logo.png"));
  }

  private static List<String> reasons(ApprovalPolicy policy, boolean truncated, FileChange file) {
    return Gates.reasons(task, policy, new Diff(List.of(file), 1, 0, truncated));
  }

  private static FileChange file(boolean binary) {
    return new FileChange(
        Status.ADDED, "logo.png", "logo.png", "000000", "100644", binary, 1, 0, "", false);
  }
}
