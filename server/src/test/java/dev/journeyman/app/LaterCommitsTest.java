package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The whole way of a task on a repository in which others go on working: they land something
/// between each two stages, between approval and landing, and before and while it is taken back.
/// What they do adds files, adds tests, and changes another place of the file that the task
// changes.
class LaterCommitsTest extends PullRequestTestBed {

  /// The second gives others the time to land something between a verification and what follows.
  private static final String VERIFY = TestRepository.VERIFY + " && sleep 1";

  @Test
  void onABranch() throws Exception {
    wholeWay(new Others(service.hosted(host, Map.of("verify", List.of(VERIFY)))));
  }

  @Test
  void byPullRequest() throws Exception {
    var repository =
        service.hosted(
            host, Map.of("verify", List.of(VERIFY), "landing", Map.of("way", "pull_request")));
    wholeWay(new Others(repository));
    assertThat(host.pulls(repository)).hasSize(2);
  }

  private static void wholeWay(Others others) throws Exception {
    var repository = others.repository;
    var id = service.submit(repository, "Line: change the first", Map.of());
    for (var stage : List.of("analyze", "plan", "execute", "verify", "learn")) {
      service.awaitEvent(id, "stage", "\"stage\":\"%s\"".formatted(stage));
      others.land(stage);
    }
    var waiting = service.rest(id);
    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    others.land("approval");

    service.approveAtOnce(id);
    service.awaitEvent(id, "status", "The target branch moved");
    others.land("landing");
    var done = service.await(id, Set.of(TaskStatus.COMPLETED));

    others.follow();
    assertThat(repository.read("lines.txt")).startsWith("first line\n");
    others.assertAllThere();
    assertApproved(repository, done);

    others.land("completed");
    var back = service.rollbackAtOnce(id);
    assertThat(back.status()).isIn(200, 202);
    service.awaitEvent(id, "stage", "\"stage\":\"rollback\"");
    others.land("rollback");
    var end = service.await(id, Set.of(TaskStatus.ROLLED_BACK));

    others.follow();
    assertThat(repository.read("lines.txt")).startsWith("line 1\n");
    others.assertAllThere();
    assertThat(end.at("/result/rollback/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(end.at("/result/rollback/tests/run").intValue())
        .as("the tests of others count")
        .isEqualTo(others.tests());
    assertThat(service.get("/audit/verify").body().path("valid").booleanValue()).isTrue();
  }

  /// What is on the branch was approved or carried over with just the base that it stands on.
  private static void assertApproved(TestRepository repository, JsonNode task) throws Exception {
    var commit = task.path("deployedCommit").textValue();
    var standing = new HashMap<String, String>();
    for (var approval : task.path("approvals")) {
      if (approval.path("stands").booleanValue()) {
        standing.put(approval.path("base").textValue(), approval.path("tree").textValue());
      }
    }
    var base = repository.git("rev-parse", commit + "^").strip();
    var tree = repository.git("rev-parse", commit + "^{tree}").strip();
    assertThat(standing).containsExactlyEntriesOf(Map.of(base, tree));
    assertThat(task.path("approvals").size()).as("carried over").isGreaterThan(1);
  }

  /// Those who work on the same branch.
  private static final class Others {

    private final TestRepository repository;
    private final HashMap<String, String> files = new HashMap<>();

    Others(TestRepository repository) {
      this.repository = repository;
    }

    /// Whoever comes second does it again on what the first has landed.
    void land(String word) throws Exception {
      do {
        change(word);
      } while (!pushed());
    }

    private boolean pushed() throws InterruptedException {
      try {
        repository.git("push", "--quiet", "origin", "main");
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    private void change(String word) throws Exception {
      follow();
      write("%s.txt".formatted(word), "landed during %s\n".formatted(word));
      if (word.equals("execute")) {
        var lines = repository.read("lines.txt").replace("line 10\n", "line ten\n");
        repository.write("lines.txt", lines);
      }
      if (Set.of("plan", "approval", "completed").contains(word)) {
        write(
            "test_%s.py".formatted(word),
            """
            import unittest


            class %1$sTest(unittest.TestCase):
                def test_%1$s(self):
                    self.assertTrue(open("%1$s.txt").read())
            """
                .formatted(word));
      }
      repository.commit("Meanwhile: " + word);
    }

    private void write(String path, String content) throws IOException {
      repository.write(path, content);
      files.put(path, content);
    }

    void follow() throws Exception {
      repository.pull();
    }

    int tests() {
      return 1 + (int) files.keySet().stream().filter(path -> path.startsWith("test_")).count();
    }

    void assertAllThere() throws IOException {
      for (var file : files.entrySet()) {
        assertThat(repository.read(file.getKey())).isEqualTo(file.getValue());
      }
      assertThat(repository.read("lines.txt")).endsWith("line ten\n");
    }
  }
}
