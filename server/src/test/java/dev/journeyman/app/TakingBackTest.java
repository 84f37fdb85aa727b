package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A landed change is taken back as it was landed: verified first.
@SuppressWarnings("NullAway.Init")
class TakingBackTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  /// As it is when the task is taken from its worker, or that is killed, between the two.
  @Test
  void whatLandedBeforeItWasWrittenDownIsTakenBackAllTheSame() throws Exception {
    var repository =
        service.repository(
            Map.of("verify", List.of(TestRepository.VERIFY), "deploy", "test ! -e note.txt"));
    var before = repository.tree();
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    service.approve(id);
    assertThat(service.rest(id).path("status").textValue()).isEqualTo("deployment_failed");
    assertThat(repository.has("note.txt")).isTrue();
    service
        .rooms()
        .database()
        .withHandle(
            handle ->
                handle.execute(
                    "update task set details = details #- '{revision,landed}' where id = ?",
                    UUID.fromString(id)));

    var back = service.post("/rollback/" + id, Map.of("reason", "stop it"));

    assertThat(back.text("/task/status")).isEqualTo("rolled_back");
    assertThat(repository.tree()).isEqualTo(before);
    assertThat(repository.has("note.txt")).isFalse();
    var audit = service.get("/audit?action=branch.land&subject=" + id).body().path("entries");
    assertThat(audit).as("the landing, noted twice").hasSize(2);
  }

  @Test
  void aRevertThatBreaksLaterWorkDoesNotLand() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = landed(repository, "Write a note");
    repository.write(
        "test_note.py",
        """
        import pathlib
        import unittest


        class NoteTest(unittest.TestCase):
            def test_there_is_a_note(self):
                self.assertTrue(pathlib.Path("note.txt").exists())
        """);
    repository.commit("Rely on the note");
    var head = repository.head();

    var refused = service.post("/rollback/" + id, Map.of("reason", "changed our minds"));

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text("/message")).contains("test_there_is_a_note");
    assertThat(refused.text("/recommendation")).contains("journeyman/rollback-" + id);
    var task = service.get("/tasks/" + id).body();
    assertThat(task.path("status").textValue()).isEqualTo("rollback_failed");
    assertThat(task.at("/result/rollback/outcome").textValue()).isEqualTo("FAILED");
    assertThat(task.at("/result/verification/outcome").textValue())
        .as("the evidence of the change stays")
        .isEqualTo("VERIFIED");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(repository.has("note.txt")).isTrue();
    assertThat(repository.git("ls-tree", "--name-only", "journeyman/rollback-" + id))
        .doesNotContain("note.txt");

    repository.git("rm", "--quiet", "test_note.py");
    repository.commit("Rely on nothing");
    service.post("/tasks/" + id + "/retry", Map.of());
    var back = service.await(id, Set.of(TaskStatus.ROLLED_BACK));
    assertThat(back.at("/result/rollback/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(repository.has("note.txt")).isFalse();
  }

  @Test
  void whatFailedBeforeTheChangeMayFailAfterItsRevert() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    repository.write("limits.py", "MOST = 9\n");
    repository.commit("Break the limit");
    var before = repository.tree();
    var id = landed(repository, "Limit: lower it");
    assertThat(repository.read("limits.py")).isEqualTo("MOST = 5\n");

    var back = service.post("/rollback/" + id, Map.of());

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("/task/status")).isEqualTo("rolled_back");
    assertThat(back.text("/task/result/rollback/outcome")).isEqualTo("FAILED_BEFORE");
    assertThat(repository.tree()).isEqualTo(before);
  }

  private static String landed(TestRepository repository, String text) throws Exception {
    var id = service.submit(repository, text, Map.of());
    service.rest(id);
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    return id;
  }
}
