package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A thousand requests at once about one task, over HTTP and from as many people, while others move
/// its target branch: one outcome, and on the branch nothing but what was approved or is theirs.
@SuppressWarnings("NullAway.Init")
class OneOutcomeTest {

  private static final int REQUESTS = 1000;

  private static final Set<TaskStatus> ENDS =
      Set.of(TaskStatus.COMPLETED, TaskStatus.ROLLED_BACK, TaskStatus.CANCELLED);

  /// What somebody does, and whether the service agreed.
  private record Made(String deed, boolean stood) {}

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            WholeWayTest.script(),
            Map.of("WRITES_PER_MINUTE", "100000", "TENANT_WRITES_PER_MINUTE", "100000"));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void inj04AThousandDecisionsAtOnceGiveOneOutcome() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    // Nobody works in it, so that others can move its branch as fast as they like.
    repository.git("checkout", "--quiet", "--detach");
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    var others = new Others(repository);

    var made = atOnce(id, others, List.of("approve", "reject", "cancel", "move"));
    var end = service.await(id, ENDS);

    var decisions = made.stream().filter(Made::stood).map(Made::deed).toList();
    assertThat(decisions).doesNotHaveDuplicates();
    switch (end.path("status").textValue()) {
      case "completed" -> assertThat(decisions).containsExactly("approve");
      case "rolled_back" -> assertThat(decisions).containsExactly("reject");
      // Cancelled while it was verified again for a branch that had moved.
      default -> assertThat(decisions).contains("cancel").doesNotContain("reject");
    }
    assertThat(audited(id)).as("what stood is on record once").hasSameSizeAs(decisions);
    assertOnlyApprovedTrees(repository, end, others);
  }

  @Test
  void whatIsApprovedAThousandTimesLandsOnceOnABranchThatMoves() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    repository.git("checkout", "--quiet", "--detach");
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    var others = new Others(repository);

    var made = atOnce(id, others, List.of("approve", "move"));
    var end = service.await(id, ENDS);

    assertThat(made.stream().filter(Made::stood).map(Made::deed)).containsExactly("approve");
    assertThat(end.path("status").textValue()).isEqualTo("completed");
    assertOnlyApprovedTrees(repository, end, others);
    assertThat(repository.git("log", "--format=%H", "main", "--", "note.txt").lines()).hasSize(1);
    assertThat(service.get("/audit/verify").body().path("valid").booleanValue()).isTrue();
  }

  private static List<Made> atOnce(String id, Others others, List<String> deeds) throws Exception {
    var start = new CountDownLatch(1);
    var running = new ArrayList<Future<Made>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return made(id, others, deeds.get(number % deeds.size()), number);
                }));
      }
      start.countDown();
    }
    var made = new ArrayList<Made>();
    for (var one : running) {
      made.add(one.get());
    }
    return made;
  }

  private static Made made(String id, Others others, String deed, int number) throws Exception {
    var user = "user-" + number;
    return switch (deed) {
      case "move" -> {
        others.move(number);
        yield new Made(deed, false);
      }
      case "cancel" -> new Made(deed, service.deleteAs(user, "/tasks/" + id).status() == 200);
      default -> {
        var answer =
            service.postAtOnceAs(
                user, "/approve/" + id, Map.of("approved", deed.equals("approve")));
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 202, 400, 409);
        yield new Made(deed, answer.status() < 300);
      }
    };
  }

  /// Those who work on the same branch. They move it by compare-and-swap, as everybody should.
  private static final class Others {

    private final TestRepository repository;
    private final Set<String> commits = ConcurrentHashMap.newKeySet();

    Others(TestRepository repository) throws Exception {
      this.repository = repository;
      commits.add(repository.head());
    }

    private synchronized void move(int number) throws Exception {
      var head = repository.head();
      var commit =
          repository
              .git("commit-tree", "main^{tree}", "-p", head, "-m", "Meanwhile " + number)
              .strip();
      commits.add(commit);
      try {
        repository.git("update-ref", "refs/heads/main", commit, head);
      } catch (IOException _) {
        // The service has landed in this moment.
        return;
      }
    }
  }

  private static void assertOnlyApprovedTrees(
      TestRepository repository, JsonNode task, Others others) throws Exception {
    var approved = new HashSet<String>();
    for (var approval : task.path("approvals")) {
      approved.add(approval.path("base").textValue() + " " + approval.path("tree").textValue());
    }
    boolean landed = task.path("status").textValue().equals("completed");
    int ours = 0;
    for (var line : repository.git("log", "--format=%H %P %T", "main").lines().toList()) {
      var words = line.split(" ", 2);
      if (!others.commits.contains(words[0])) {
        assertThat(approved).as("the base and tree of " + words[0]).contains(words[1]);
        assertThat(words[0]).isEqualTo(task.path("deployedCommit").textValue());
        ours++;
      }
    }
    assertThat(ours).as("it landed if and only if the task says so").isEqualTo(landed ? 1 : 0);
  }

  private static List<String> audited(String id) throws IOException, InterruptedException {
    var actions = new ArrayList<String>();
    for (var entry :
        service.get("/audit?limit=500&action=task.&subject=" + id).body().path("entries")) {
      if (entry.path("actor").textValue().startsWith("user-")) {
        actions.add(entry.path("action").textValue());
      }
    }
    return actions;
  }
}
