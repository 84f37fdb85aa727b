package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.StoredJson;
import dev.journeyman.queue.TaskJobs;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may approve, what an approval binds to, and that there is one.
@SuppressWarnings("NullAway.Init")
class ApprovalTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  private static TestRepository repository(Map<String, ?> approval) throws Exception {
    return service.repository(
        Map.of("verify", List.of(TestRepository.VERIFY), "approval", approval));
  }

  private static String waiting(TestRepository repository, Map<String, Object> more)
      throws Exception {
    return waiting(repository, "Write a note", more);
  }

  private static String waiting(TestRepository repository, String text) throws Exception {
    return waiting(repository, text, Map.of());
  }

  private static String waiting(TestRepository repository, String text, Map<String, Object> more)
      throws Exception {
    var id = service.submit(repository, text, more);
    assertThat(service.rest(id).path("status").textValue()).isEqualTo("pending_approval");
    return id;
  }

  @Test
  void severalPeopleHaveToAgreeAndEachCountsOnce() throws Exception {
    var repository = repository(Map.of("approvers", 2));
    var id = waiting(repository, Map.of());
    assertThat(service.get("/tasks/" + id).text("/approvalsRequired")).isEqualTo("2");

    var first = service.approve(id);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("/message")).contains("1 of 2");
    assertThat(first.text("/task/status")).isEqualTo("pending_approval");
    var again = service.approve(id);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.text("/error")).isEqualTo("Approval refused");

    var second = service.postAs("grace", "/approve/" + id, Map.of("approved", true));
    assertThat(second.text("/task/status")).isEqualTo("completed");
    assertThat(second.text("/task/approvals/1/by")).isEqualTo("grace");
    assertThat(repository.git("log", "-1", "--format=%B"))
        .contains("Approved-by: grace", "Approved-by: tester");
  }

  @Test
  void anApprovalFromBeforeTheLastReviewCountsNoMore() throws Exception {
    var repository = repository(Map.of("approvers", 2));
    var id = service.submit(repository, "Stand: write a note", Map.of());
    var first = service.rest(id);
    service.approve(id);
    service.postAs(
        "grace",
        "/tasks/" + id + "/reviews",
        Map.of("verdict", "request_changes", "summary", "Is this right?"));
    var second = service.rest(id);
    assertThat(second.path("tree")).as("the same tree came back").isEqualTo(first.path("tree"));
    assertThat(second.at("/approvals/0/stands").asBoolean()).isFalse();

    var grace = service.postAs("grace", "/approve/" + id, Map.of("approved", true));

    assertThat(grace.text("/message")).contains("1 of 2");
    var again = service.approve(id);
    assertThat(again.text("/task/status")).as("and may be given again").isEqualTo("completed");
    assertThat(again.text("/task/approvals/2/stands")).isEqualTo("true");
  }

  @Test
  void whoAskedMayBeKeptFromApproving() throws Exception {
    var id = waiting(repository(Map.of("requesterMayApprove", false)), Map.of());

    assertThat(service.approve(id).status()).isEqualTo(403);
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("pending_approval");
    assertThat(service.postAs("grace", "/approve/" + id, Map.of("approved", true)).status())
        .isEqualTo(200);
  }

  @Test
  void guardedPathsAndLargeChangesWaitForAPerson() throws Exception {
    var unattended = Map.<String, Object>of("requireApproval", false);
    var guarded = waiting(repository(Map.of("alwaysAsk", List.of("**/note.*"))), unattended);
    assertThat(service.get("/tasks/" + guarded).text("/approvalReasons/0"))
        .isEqualTo("The policy guards note.txt");
    var large = waiting(repository(Map.of("maxChangedLines", 0)), unattended);
    assertThat(service.get("/tasks/" + large).text("/approvalReasons/0")).contains("lines are");
  }

  @Test
  void whatNobodyDecidesInTimeIsRejected() throws Exception {
    var repository = repository(Map.of("deadlineMinutes", 60));
    var head = repository.head();
    var id = waiting(repository, Map.of());
    assertThat(service.get("/tasks/" + id).text("/approvalDeadline")).isNotEmpty();
    var task = TaskId.parse(id).orElseThrow();
    var database = service.rooms().database();
    database.withHandle(
        handle ->
            handle.execute(
                "update task set details = jsonb_set(details, '{decisions,gate,deadline}',"
                    + " to_jsonb('2026-01-01T00:00:00Z'::text)) where id = ?",
                task.value()));
    assertThat(service.approve(id).status()).as("too late to approve").isEqualTo(403);

    var jobs = new TaskJobs(database, Clock.systemUTC());
    database.inTransaction(
        _ -> {
          jobs.remind(task, Instant.now());
          return task;
        });
    var rejected = service.await(id, Set.of(TaskStatus.ROLLED_BACK));

    assertThat(rejected.path("rejectedBy").textValue()).isEqualTo("journeyman");
    assertThat(rejected.path("rejectionReason").textValue()).contains("deadline");
    assertThat(repository.head()).isEqualTo(head);
  }

  @Test
  void inj03AnApprovalBindsToTreeEvidenceBaseAndBranch() throws Exception {
    var id = waiting(repository(Map.of()), Map.of());
    var waiting = service.get("/tasks/" + id).body();
    var hash = waiting.at("/result/verification/hash").textValue();
    var record = service.text("/tasks/" + id + "/evidence");
    assertThat(sha256(record)).as("the name of a record is its hash").isEqualTo(hash);

    var other = "0".repeat(64);
    var wrong = service.post("/approve/" + id, Map.of("approved", true, "evidence", other));
    assertThat(wrong.status()).isEqualTo(409);
    var approved = service.post("/approve/" + id, Map.of("approved", true, "evidence", hash));

    assertThat(approved.status()).isEqualTo(200);
    var approval = approved.body().at("/task/approvals/0");
    assertThat(approval.path("evidence").textValue()).isEqualTo(hash);
    assertThat(approval.path("tree")).isEqualTo(waiting.path("tree"));
    assertThat(approval.path("base")).isEqualTo(waiting.path("baseCommit"));
    assertThat(approval.path("branch").textValue()).isEqualTo("main");
    var audit = service.get("/audit?action=task.approve&subject=" + id).body().path("entries");
    assertThat(audit).hasSize(1);
    assertThat(audit.at("/0/detail/evidence").textValue()).isEqualTo(hash);
    assertThat(service.text("/tasks/" + id + "/evidence?hash=" + hash)).isEqualTo(record);
  }

  @Test
  void inj09AnApprovalIsNotForAnotherTaskAndNotForTwice() throws Exception {
    var repository = repository(Map.of());
    var first = waiting(repository, Map.of());
    var second = waiting(repository(Map.of("approvers", 1)), Map.of());
    service.rest(second);
    var foreign = Map.of("approved", true, "tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    assertThat(service.post("/approve/" + first, foreign).status()).isEqualTo(409);
    var hash = service.get("/tasks/" + second).text("/result/verification/hash");
    assertThat(
            service.post("/approve/" + first, Map.of("approved", true, "evidence", hash)).status())
        .isEqualTo(409);
    assertThat(service.approve(first).status()).isEqualTo(200);
    assertThat(service.approve(first).status()).as("used").isEqualTo(400);
    assertThat(service.get("/approve/" + second).status()).as("no link approves").isEqualTo(405);
  }

  @Test
  void inj06EveryKindOfChangeIsSeen() throws Exception {
    var id = waiting(repository(Map.of()), "Kinds: change all sorts of things");

    var files = StoredJson.object();
    for (var file : service.get("/tasks/" + id + "/diff?format=json").body().path("files")) {
      files.set(file.path("path").textValue(), file);
    }

    assertThat(files.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(".gitignore", "link", "image.bin", "renamed.txt", "note.txt");
    assertThat(files.path(".gitignore").path("kind").textValue()).isEqualTo("executable");
    assertThat(files.path(".gitignore").path("status").textValue()).isEqualTo("modified");
    assertThat(files.path("link").path("kind").textValue()).isEqualTo("symlink");
    assertThat(files.path("link").path("patch").textValue()).contains("+/etc/passwd");
    assertThat(files.path("image.bin").path("binary").booleanValue()).isTrue();
    assertThat(files.path("renamed.txt").path("oldPath").textValue()).isEqualTo("lines.txt");
    assertThat(files.path("note.txt").path("hiddenCharacters").booleanValue()).isTrue();
  }

  @Test
  void evidenceIsNeverChanged() throws Exception {
    var id = TaskId.parse(waiting(repository(Map.of()), Map.of())).orElseThrow();
    for (var statement :
        List.of(
            "update evidence set record = 'x' where task = ?",
            "delete from evidence where task = ?")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> service.rooms().database().withHandle(h -> h.execute(statement, id.value())))
          .hasMessageContaining("evidence");
    }
  }

  private static String sha256(String text) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
