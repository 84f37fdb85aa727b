package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Others land on the target branch while a task is on its way.
@SuppressWarnings("NullAway.Init")
class MovedBranchTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void inj05AnApprovalIsCarriedOverToAMovedBranchAfterItWasVerifiedAgain() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    var waiting = service.rest(id);
    repository.write("other.txt", "somebody else's\n");
    repository.commit("Meanwhile");

    var approved = service.approve(id);

    assertThat(approved.text("/task/status")).isEqualTo("completed");
    assertThat(approved.text("/task/approvals/1/carriedOver"))
        .isEqualTo(waiting.path("tree").textValue());
    assertThat(repository.tree()).isEqualTo(approved.text("/task/tree"));
    assertThat(repository.read("note.txt")).isEqualTo("a note\n");
    assertThat(repository.read("other.txt")).isEqualTo("somebody else's\n");
  }

  @Test
  void inj05WhatOthersLandedOfItAsksForANewApprovalOfTheSameTree() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Limit: lower it", Map.of());
    var first = service.rest(id);
    repository.write("note.txt", "lowered\n");
    repository.commit("Meanwhile");

    var moved = service.approve(id);
    var second = service.rest(id);

    assertThat(moved.status()).isEqualTo(409);
    assertThat(second.path("tree")).isEqualTo(first.path("tree"));
    assertThat(second.at("/approvals/0/stands").asBoolean()).isFalse();
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.git("show", "--format=", "--name-only", "main")).isEqualTo("limits.py\n");
  }

  @Test
  void inj05WhatFailsOnTheMovedBranchGoesBackToTheAuthorAndIsApprovedAgain() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Lower: the limit", Map.of());
    service.rest(id);
    repository.write("test_limits.py", repository.read("test_limits.py").replace("5", "4"));
    repository.commit("Meanwhile");
    var head = repository.head();

    var moved = service.approve(id);
    var second = service.rest(id);

    assertThat(moved.status()).as("what was approved fails now").isEqualTo(409);
    assertThat(repository.head()).isEqualTo(head);
    assertThat(second.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(second.path("approvedBy").isNull()).isTrue();
    assertThat(second.at("/result/verification/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(second.at("/result/success").asBoolean()).isTrue();
    assertThat(service.text("/audit?limit=100")).contains("approval.withdraw").contains(id);
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("limits.py")).isEqualTo("MOST = 4\n");
  }

  @Test
  void whatStoodInTheWayIsForgottenWhenItIsGone() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Limit: lower it", Map.of());
    service.rest(id);
    repository.write("lines.txt", "not committed\n");
    assertThat(service.approve(id).status()).isEqualTo(500);
    assertThat(service.rest(id).path("error").textValue()).contains("uncommitted");
    repository.git("checkout", "--", "lines.txt");
    repository.write("note.txt", "lowered\n");
    repository.commit("Meanwhile");

    service.post("/tasks/" + id + "/retry", Map.of());
    var waiting = service.await(id, Set.of(TaskStatus.PENDING_APPROVAL));

    assertThat(waiting.path("error").isNull()).isTrue();
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.git("branch", "--list", "journeyman/*")).isEmpty();
  }

  @Test
  void whatOthersLandedWhollyIsNotLandedTwice() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    var waiting = service.rest(id);
    repository.write("note.txt", "a note\n");
    repository.commit("Meanwhile");
    var head = repository.head();
    int learned = service.get("/learnings?limit=500").body().path("total").asInt();

    var approved = service.approve(id);

    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.text("/message")).startsWith("Nothing was left to land");
    assertThat(approved.text("/task/status")).isEqualTo("completed");
    assertThat(approved.text("/task/result/verification/hash"))
        .as("what was approved on")
        .isEqualTo(waiting.at("/result/verification/hash").textValue());
    assertThat(repository.head()).isEqualTo(head);
    assertThat(service.get("/learnings?limit=500").body().path("total").asInt()).isEqualTo(learned);
    assertThat(service.post("/rollback/" + id, Map.of()).status()).isEqualTo(400);
  }

  @Test
  void inj05AConflictGoesBackToTheAuthorAndIsApprovedAgain() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Line: change the first", Map.of());
    var first = service.rest(id);
    assertThat(first.path("status").textValue()).isEqualTo("pending_approval");
    repository.write("lines.txt", TestRepository.lines("line one"));
    repository.write("other.txt", "somebody else's\n");
    repository.commit("Meanwhile");
    var head = repository.head();

    var moved = service.approve(id);
    var second = service.rest(id);

    assertThat(moved.status()).as("what was approved is not what waits now").isEqualTo(409);
    assertThat(moved.text("/tree")).isEqualTo(second.path("tree").textValue());
    assertThat(second.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(second.path("approvedBy").isNull()).isTrue();
    assertThat(second.at("/result/verification/base").textValue()).isEqualTo(head);
    assertThat(second.at("/result/verification/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(service.simulator().requests().toString()).contains("These are in conflict: lines");
    assertThat(service.simulator().requests().toString())
        .as("a tree with markers is not taken")
        .contains("The conflict is still marked in: lines.txt");
    assertThat(repository.head()).isEqualTo(head);

    assertThat(service.approve(id).status()).isEqualTo(200);
    assertThat(repository.read("lines.txt")).startsWith("first line one\nline 2\n");
    assertThat(repository.read("other.txt")).isEqualTo("somebody else's\n");
    assertThat(repository.git("rev-parse", "main^").strip()).isEqualTo(head);
    assertThat(service.text("/audit?limit=100")).contains("approval.withdraw");
  }

  @Test
  void aBranchThatKeepsMovingIntoTheWayEndsTheTask() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Race: change the first", Map.of());
    for (int round = 1; round <= 4; round++) {
      service.awaitEvent(id, "tool_call", "touch ready-%d".formatted(round));
      repository.write("lines.txt", TestRepository.lines("line one, round " + round));
      repository.commit("Meanwhile");
    }
    var head = repository.head();

    var failed = service.await(id, Set.of(TaskStatus.FAILED, TaskStatus.PENDING_APPROVAL));

    assertThat(failed.path("status").textValue()).isEqualTo("failed");
    assertThat(failed.at("/errorDetail/category").textValue()).isEqualTo("conflict");
    assertThat(failed.path("error").textValue()).contains("lines.txt");
    assertThat(failed.at("/errorDetail/remedy").textValue()).isNotBlank();
    assertThat(repository.head()).isEqualTo(head);
    service.awaitGone(id);
  }
}
