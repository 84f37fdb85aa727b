package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What has landed is deployed by the deploy stage, and by nobody else.
@SuppressWarnings("NullAway.Init")
class DeploymentTest {

  private static final String SECRET = "correct-horse-battery";
  private static final String EVENTS = "/events?limit=500";

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            WholeWayTest.script(),
            Map.of(
                "DEPLOY_SECRET_REGISTRY_TOKEN",
                SECRET,
                "DEPLOY_SECRET_ACME__OTHER_TOKEN",
                "another-tenants-secret"));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void theStepOfThePlanIsDoneByTheDeployStageAlone() throws Exception {
    var repository =
        service.repository(
            Map.of(
                "deploy",
                "test -s note.txt && echo the token is $REGISTRY_TOKEN",
                "healthCheck",
                "test \"$REGISTRY_TOKEN\" = " + SECRET,
                "deploySecrets",
                List.of("REGISTRY_TOKEN")));
    var id = service.submit(repository, "Ship: a note", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/plan/steps/0/status").textValue()).isEqualTo("completed");
    assertThat(waiting.at("/plan/steps/1/action").textValue()).isEqualTo("deploy_code");
    assertThat(waiting.at("/plan/steps/1/status").textValue()).isEqualTo("pending");
    assertThat(waiting.path("completedSteps").intValue()).isEqualTo(1);
    assertThat(service.text("/tasks/" + id + EVENTS))
        .as("the agent called the tool, which deploys nothing")
        .contains("Nothing was deployed.");

    var done = service.approve(id);

    assertThat(done.text("/task/status")).isEqualTo("completed");
    assertThat(done.text("/task/plan/steps/1/status")).isEqualTo("completed");
    assertThat(done.body().at("/task/completedSteps").intValue()).isEqualTo(2);
    assertThat(service.text("/tasks/" + id + EVENTS))
        .contains("the token is [redacted]")
        .doesNotContain(SECRET);
    assertThat(service.text("/repositories")).contains("REGISTRY_TOKEN").doesNotContain(SECRET);
    assertThat(service.simulator().requests().toString()).doesNotContain(SECRET);
  }

  @Test
  void whatDoesNotWorkIsTakenBackByItself() throws Exception {
    var repository =
        service.repository(
            Map.of(
                "deploy", "echo deploying; ls",
                "healthCheck", "test ! -e note.txt || { echo the note makes it sick; false; }",
                "healthCheckSeconds", 2));
    var before = repository.tree();
    var id = service.submit(repository, "Ship: a note", Map.of());
    service.rest(id);

    var answer = service.approve(id);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text("/error")).isEqualTo("Deployment failed");
    assertThat(answer.text("/message")).contains("the note makes it sick");
    var task = service.get("/tasks/" + id).body();
    assertThat(task.path("status").textValue()).isEqualTo("rolled_back");
    assertThat(task.path("rollbackInitiatedBy").textValue()).isEqualTo("journeyman");
    assertThat(task.path("rollbackReason").textValue()).contains("health check failed");
    assertThat(repository.tree()).isEqualTo(before);
    var audit = service.text("/audit?limit=100");
    assertThat(audit).contains("branch.land").contains("branch.revert");
    var deployments = service.text("/tasks/" + id + EVENTS).split("\"stage\":\"deploy\"", -1);
    assertThat(deployments).as("begun and ended, for the change and for its revert").hasSize(5);
  }

  @Test
  void aRevertThatCannotBeDeployedIsToldAsOne() throws Exception {
    var repository =
        service.repository(Map.of("deploy", "test -e note.txt || { echo no note; false; }"));
    var before = repository.tree();
    var id = service.submit(repository, "Ship: a note", Map.of());
    service.rest(id);
    service.approve(id);

    var answer = service.post("/rollback/" + id, Map.of());

    assertThat(answer.text("/message"))
        .startsWith("The revert has landed, but")
        .contains("no note");
    assertThat(answer.text("/recommendation")).isEqualTo("Mend what the output names and retry");
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("rollback_failed");
    assertThat(repository.tree()).isEqualTo(before);
  }

  @Test
  void withoutItsSecretNothingLands() throws Exception {
    var repository =
        service.repository(Map.of("deploy", "true", "deploySecrets", List.of("OTHER_TOKEN")));
    var head = repository.head();
    var id = service.submit(repository, "Ship: a note", Map.of());
    service.rest(id);

    var answer = service.approve(id);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text("/message")).contains("OTHER_TOKEN");
    assertThat(answer.text("/recommendation")).contains("DEPLOY_SECRET_OTHER_TOKEN");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("deployment_failed");
  }

  @Test
  void aSecretIsNamedByPlainCapitals() throws Exception {
    var repository = service.repository();
    var answer =
        service.post(
            "/repositories",
            Map.of(
                "name", "other",
                "location", repository.directory().toString(),
                "deploySecrets", List.of("ACME__OTHER_TOKEN")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/field")).isEqualTo("deploySecrets");
  }

  @Test
  void aPlanThatDeploysWithoutACommandIsSentBack() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Ship: a note", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/plan/totalSteps").intValue()).isEqualTo(1);
    assertThat(service.simulator().requests().toString()).contains("has no deploy command");
  }

  @Test
  void aDeploymentThatWasInterruptedIsNotRepeatedByItself() throws Exception {
    var repository = service.repository(Map.of("deploy", "test ! -e note.txt || sleep 300"));
    var id = service.submit(repository, "Ship: a note", Map.of());
    service.rest(id);
    service.approveAtOnce(id);
    service.awaitEvent(id, "stage", "\"stage\":\"deploy\"");

    service.restart();
    var failed = service.rest(id);

    assertThat(failed.path("status").textValue()).isEqualTo("deployment_failed");
    assertThat(failed.path("error").textValue()).contains("interrupted by a restart");
    assertThat(repository.read("note.txt")).isEqualTo("a note\n");

    var back = service.post("/rollback/" + id, Map.of("reason", "does not deploy"));
    assertThat(back.status()).isEqualTo(200);
    service.await(id, Set.of(TaskStatus.ROLLED_BACK));
    assertThat(repository.has("note.txt")).isFalse();
  }
}
