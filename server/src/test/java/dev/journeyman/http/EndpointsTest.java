package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.pipeline.TaskActions.Outcome;
import dev.journeyman.repository.RepositoryConfiguration.DataSource;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private static final String API = "/api/autonomous";
  private static final TestService SERVICE = new TestService();

  private final String tenant = SERVICE.tenant;
  private final ContractClient client = SERVICE.client();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void reset() {
    SERVICE.rooms.repository(tenant);
    SERVICE.rooms.scripted = Optional.empty();
    SERVICE.rooms.refusal = Optional.empty();
    SERVICE.rooms.problems = List.of();
  }

  @Test
  void executeQueuesATaskAndSaysWhereToFollowIt() {
    var answer =
        client.post(
            API + "/execute",
            """
            {"task": "Fix it", "context": {"ticket": 7}, "priority": "high", "timeout": 60000,
             "budget": {"maxCostUsd": 1.5, "maxTurns": 20}, "requireApproval": false}
            """);
    assertThat(answer.status()).isEqualTo(202);
    var id = answer.json().get("taskId").textValue();
    assertThat(answer.json().get("message").textValue())
        .isEqualTo("Task queued for autonomous execution");
    assertThat(answer.header("Location")).isEqualTo(API + "/tasks/" + id);
    var task = client.get(answer.json().get("statusEndpoint").textValue()).json();
    assertThat(task.get("status").textValue()).isEqualTo("queued");
    assertThat(task.get("context").toString()).isEqualTo("{\"ticket\":7}");
    assertThat(task.get("requireApproval").booleanValue()).isFalse();
    assertThat(task.get("budget").get("maxCostUsd").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(task.get("createdBy").textValue()).isEqualTo("ada");
    assertThat(task.get("eta").isNull()).isTrue();
  }

  @Test
  void executeWithoutATaskIsRefusedAsOlderClientsExpect() {
    for (var body : List.of("{}", "{\"task\": \"\"}", "{\"task\": 7}", "{\"task\": null}")) {
      var answer = client.post(API + "/execute", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("error").textValue()).isEqualTo("Task description is required");
    }
  }

  @Test
  void executeIsRefusedWithTheRemedyWhenNoTaskCanBeTakenIn() {
    SERVICE.rooms.refusal = Optional.of("Set ANTHROPIC_API_KEY");
    var answer = client.post(API + "/execute", "{\"task\": \"Fix it\"}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("message").textValue()).isEqualTo("Set ANTHROPIC_API_KEY");
  }

  @Test
  void anUnknownTaskIsNotFound() {
    var id = TaskId.create(SERVICE.rooms.clock.instant());
    for (var unknown : List.of(id.toString(), "nonsense", "..%2f..")) {
      var answer = client.get(API + "/tasks/" + unknown);
      assertThat(answer.status()).isIn(404, 400);
    }
    assertThat(client.get(API + "/tasks/" + id).json().get("error").textValue())
        .isEqualTo("Task not found");
  }

  @Test
  void theListPagesByCursorNewestFirst() {
    var mine = "tenant-list-" + System.nanoTime();
    var other = SERVICE.clientOf(mine);
    var ids = List.of(SERVICE.rooms.task(mine), SERVICE.rooms.task(mine), SERVICE.rooms.task(mine));
    var first = other.get(API + "/tasks?limit=2&status=queued,failed").json();
    assertThat(first.get("pagination").get("total").longValue()).isEqualTo(3);
    assertThat(first.get("pagination").get("hasMore").booleanValue()).isTrue();
    var next = first.get("pagination").get("nextCursor").textValue();
    var second = other.get(API + "/tasks?limit=2&cursor=" + next).json();
    assertThat(second.get("tasks").get(0).get("id").textValue())
        .isEqualTo(ids.getFirst().id().toString());
    assertThat(second.get("pagination").get("nextCursor").isNull()).isTrue();
    assertThat(other.get(API + "/tasks?status=sleeping").status()).isEqualTo(400);
    assertThat(other.get(API + "/tasks?limit=1000").status()).isEqualTo(400);
    assertThat(other.get(API + "/tasks?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void approvalLandsAndRejectionRollsBack() {
    var approved =
        client.post(
            API + "/approve/" + SERVICE.rooms.waiting(tenant).id(),
            "{\"approved\": true, \"tree\": \"%s\"}".formatted(TestRooms.TREE),
            "Prefer",
            "wait=3");
    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.json().get("message").textValue())
        .isEqualTo("Changes approved and deployed");
    assertThat(approved.json().get("task").get("status").textValue()).isEqualTo("completed");
    assertThat(approved.json().get("task").get("approvedBy").textValue()).isEqualTo("ada");
    assertThat(SERVICE.rooms.patience).isEqualTo(Duration.ofSeconds(3));
    var rejected =
        client.post(
            API + "/approve/" + SERVICE.rooms.waiting(tenant).id(), "{\"approved\": false}");
    assertThat(rejected.json().get("message").textValue())
        .isEqualTo("Changes rejected and rolled back");
  }

  @Test
  void approvalOfAnotherTreeSaysWhichOneWaits() {
    var id = SERVICE.rooms.waiting(tenant).id();
    var answer =
        client.post(API + "/approve/" + id, "{\"approved\": true}", "If-Match", "\"0badbeef\"");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("tree").textValue()).isEqualTo(TestRooms.TREE);
  }

  @Test
  void approvalInAnotherStateTellsTheStateAndWhatIsPossible() {
    var answer =
        client.post(API + "/approve/" + SERVICE.rooms.task(tenant).id(), "{\"approved\": true}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").textValue()).isEqualTo("Task not pending approval");
    assertThat(answer.json().get("currentStatus").textValue()).isEqualTo("queued");
    assertThat(answer.json().get("availableActions")).isNotEmpty();
    var missing =
        client.post(API + "/approve/" + SERVICE.rooms.waiting(tenant).id(), "{\"reason\": \"x\"}");
    assertThat(missing.json().get("error").textValue()).isEqualTo("approved (boolean) is required");
  }

  @Test
  void aLandingThatFailsOrTakesLongSaysSo() {
    var task = SERVICE.rooms.waiting(tenant);
    SERVICE.rooms.scripted = Optional.of(new Outcome.Failed(task, "push refused", "unlock main"));
    var failed = client.post(API + "/approve/" + task.id(), "{\"approved\": true}");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.json().get("error").textValue()).isEqualTo("Deployment failed");
    assertThat(failed.json().get("message").textValue()).isEqualTo("push refused");
    SERVICE.rooms.scripted = Optional.of(new Outcome.StillRunning(task));
    assertThat(client.post(API + "/approve/" + task.id(), "{\"approved\": true}").status())
        .isEqualTo(202);
  }

  @Test
  void rollbackRevertsALandedTask() {
    var id = SERVICE.rooms.landed(tenant).id();
    assertThat(client.get(API + "/rollback/" + id).json().get("possible").booleanValue()).isTrue();
    var answer = client.post(API + "/rollback/" + id, "{\"reason\": \"broke\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("message").textValue()).isEqualTo("Task rolled back successfully");
    assertThat(answer.json().get("changesReverted").get(0).textValue()).isEqualTo("src/A.java");
    var again = client.post(API + "/rollback/" + id, "{}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().get("error").textValue())
        .isEqualTo("Can only rollback completed or approved tasks");
  }

  @Test
  void rollbackRefusesWhatCannotBeUndone() {
    var nothing =
        SERVICE.rooms.become(
            SERVICE.rooms.become(SERVICE.rooms.waiting(tenant), TaskStatus.APPROVED),
            TaskStatus.COMPLETED);
    assertThat(client.post(API + "/rollback/" + nothing.id(), "{}").json().get("error").textValue())
        .isEqualTo("No changes to rollback");
    var landed = SERVICE.rooms.landed(tenant);
    SERVICE.rooms.scripted =
        Optional.of(new Outcome.Conflict(landed, List.of("src/A.java"), "Later work touches it"));
    var conflict = client.post(API + "/rollback/" + landed.id(), "{}");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.json().get("files").get(0).textValue()).isEqualTo("src/A.java");
  }

  @Test
  void cancelStopsATaskOnce() {
    var id = SERVICE.rooms.task(tenant).id();
    var answer = client.delete(API + "/tasks/" + id);
    assertThat(answer.json().get("message").textValue()).isEqualTo("Task cancelled");
    assertThat(answer.json().get("task").get("cancelledBy").textValue()).isEqualTo("ada");
    var again = client.delete(API + "/tasks/" + id);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().get("error").textValue())
        .isEqualTo("Cannot cancel completed, failed, or rolled back task");
  }

  @Test
  void steeringReachesTheTask() {
    var task = API + "/tasks/" + SERVICE.rooms.task(tenant).id();
    assertThat(client.post(task + "/messages", "{\"message\": \"use BigDecimal\"}").status())
        .isEqualTo(202);
    assertThat(SERVICE.rooms.deeds).contains("message use BigDecimal");
    var paused = client.post(task + "/pause", "");
    assertThat(paused.json().get("task").get("paused").get("by").textValue()).isEqualTo("ada");
    assertThat(client.post(task + "/pause", "").status()).isEqualTo(409);
    assertThat(client.post(task + "/resume", "").json().get("task").get("paused").isNull())
        .isTrue();
    assertThat(client.post(task + "/retry", "").status()).isEqualTo(409);
    client.delete(task);
    assertThat(client.post(task + "/retry", "").status()).isEqualTo(202);
  }

  @Test
  void aReviewSendsItsCommentsBack() {
    var task = API + "/tasks/" + SERVICE.rooms.waiting(tenant).id();
    var answer =
        client.post(
            task + "/reviews",
            """
            {"verdict": "request_changes", "tree": "%s", "summary": "Nearly",
             "comments": [{"path": "src/A.java", "side": "new", "line": 3, "text": "Why?"}]}
            """
                .formatted(TestRooms.TREE));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(SERVICE.rooms.deeds).contains("review with 1 comments");
    var nameless = client.post(task + "/reviews", "{\"verdict\": \"comment\", \"comments\": [{}]}");
    assertThat(nameless.json().get("field").textValue()).isEqualTo("comments[0].path");
  }

  @Test
  void theDiffCarriesItsTreeAndHidesSecrets() {
    var task = API + "/tasks/" + SERVICE.rooms.waiting(tenant).id() + "/diff";
    var text = client.get(task);
    assertThat(text.body()).contains("+++ b").contains("[redacted]").doesNotContain("canary");
    assertThat(text.body()).as("a patch stays what it is").contains("sk-likeness-1234");
    assertThat(text.header("ETag")).isEqualTo("\"" + TestRooms.TREE + "\"");
    assertThat(client.get(task, "If-None-Match", text.header("ETag")).status()).isEqualTo(304);
    assertThat(client.get(task + "?format=json").json().get("files")).hasSize(1);
    var early = API + "/tasks/" + SERVICE.rooms.task(tenant).id();
    assertThat(client.get(early + "/diff").status()).isEqualTo(404);
    assertThat(client.get(early + "/evidence").status()).isEqualTo(404);
  }

  @Test
  void theLogIsReadInOrder() {
    var id = SERVICE.rooms.waiting(tenant).id();
    var page = client.get(API + "/tasks/" + id + "/events?limit=3").json();
    assertThat(page.get("events")).hasSize(3);
    assertThat(page.get("hasMore").booleanValue()).isTrue();
    var after = page.get("nextAfter").longValue();
    var next = client.get(API + "/tasks/" + id + "/events?after=" + after).json();
    assertThat(next.get("events").get(0).get("seq").longValue()).isEqualTo(after + 1);
    assertThat(client.get(API + "/tasks/" + id + "/checkpoints").json().get("checkpoints"))
        .isEmpty();
  }

  @Test
  void learningsAreListedAndFiltered() {
    SERVICE.rooms.learnings.add(
        SERVICE.rooms.waiting(tenant), true, List.of("Round late"), List.of());
    var found = client.get(API + "/learnings?successful=true&limit=1&q=round").json();
    assertThat(found.get("returned").intValue()).isEqualTo(1);
    assertThat(found.get("learnings").get(0).get("patterns").get(0).textValue())
        .isEqualTo("Round late");
    assertThat(client.get(API + "/learnings?successful=maybe").status()).isEqualTo(400);
    assertThat(client.get(API + "/learnings?limit=501").status()).isEqualTo(400);
  }

  @Test
  void repositoriesAreRegisteredChangedAndArchived() {
    var mine = SERVICE.clientOf("tenant-repositories-" + System.nanoTime());
    var registered =
        mine.post(
            API + "/repositories",
            """
            {"name": "shop", "location": "/srv/shop", "verify": ["mvn -q test"],
             "dataSources": [{"name": "main", "url": "jdbc:postgresql://db/shop", "user": "reader",
               "password": "hush"}]}
            """);
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.body()).doesNotContain("hush");
    assertThat(mine.post(API + "/repositories", "{\"name\":\"shop\",\"location\":\"/x\"}").status())
        .isEqualTo(409);
    assertThat(mine.post(API + "/repositories", "{\"location\":\"ftp://x\"}").status())
        .isEqualTo(422);
    var changed = mine.patch(API + "/repositories/shop", "{\"targetBranch\": \"next\"}");
    assertThat(changed.json().get("targetBranch").textValue()).isEqualTo("next");
    assertThat(changed.json().get("verify").get(0).textValue()).isEqualTo("mvn -q test");
    assertThat(mine.get(API + "/repositories").json().get("repositories")).hasSize(1);
    assertThat(mine.delete(API + "/repositories/shop").status()).isEqualTo(204);
    assertThat(mine.get(API + "/repositories/shop").status()).isEqualTo(404);
  }

  @Test
  void aPasswordThatIsNotGivenStaysForTheSameLoginOnly() {
    var tenant = "tenant-sources-" + System.nanoTime();
    var mine = SERVICE.clientOf(tenant);
    var source =
        "{\"name\": \"main\", \"url\": \"jdbc:postgresql://%s/shop\", \"user\": \"reader\"%s}";
    var body = "{\"name\": \"shop\", \"location\": \"/srv/shop\", \"dataSources\": [%s]}";
    mine.post(
        API + "/repositories", body.formatted(source.formatted("db", ", \"password\": \"hush\"")));
    var change = "{\"dataSources\": [%s]}";
    mine.patch(API + "/repositories/shop", change.formatted(source.formatted("db", "")));
    assertThat(passwords(tenant)).containsExactly("hush");
    mine.patch(API + "/repositories/shop", change.formatted(source.formatted("evil", "")));
    assertThat(passwords(tenant)).containsExactly("");
  }

  private static List<String> passwords(String tenant) {
    return SERVICE.rooms.repositories.list(tenant).stream()
        .flatMap(repository -> repository.configuration().dataSources().stream())
        .map(DataSource::password)
        .toList();
  }

  @Test
  void theServiceTellsWhatItIsAndHowItIs() {
    var capabilities = client.get(API + "/capabilities").json();
    assertThat(capabilities.get("actionStatus").get("query_database").get("reason").textValue())
        .isEqualTo("No data source is configured");
    assertThat(client.get(API + "/health").json().get("status").textValue()).isEqualTo("healthy");
    SERVICE.rooms.problems = List.of("bubblewrap is missing");
    assertThat(client.get(API + "/health").status()).isEqualTo(503);
    assertThat(client.get("/readyz").status()).isEqualTo(503);
    assertThat(client.get("/livez").status()).isEqualTo(200);
    assertThat(client.get(API + "/stats?days=7").json().get("days")).hasSize(1);
    assertThat(client.post(API + "/emergency-stop", "{\"reason\": \"fire\"}").json().get("stopped"))
        .hasToString("true");
    assertThat(client.post(API + "/emergency-resume", "").json().get("stopped"))
        .hasToString("false");
  }

  @Test
  void whatLooksLikeASecretIsHiddenFromViews() {
    var id =
        client
            .post(API + "/execute", "{\"task\": \"Call it with sk-likeness-1234\"}")
            .json()
            .get("taskId")
            .textValue();
    assertThat(client.get(API + "/tasks/" + id).json().get("task").textValue())
        .isEqualTo("Call it with [looks like a secret]");
  }

  @Test
  void aLimitOfMoneyNeedsAPrice() {
    SERVICE.rooms.priced = false;
    try {
      var refused =
          client.post(API + "/execute", "{\"task\": \"Fix\", \"budget\": {\"maxCostUsd\": 1}}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().get("message").textValue()).contains("price").contains("maxTokens");
      assertThat(
              client
                  .post(API + "/execute", "{\"task\": \"Fix\", \"budget\": {\"maxTokens\": 1}}")
                  .status())
          .isEqualTo(202);
    } finally {
      SERVICE.rooms.priced = true;
    }
  }

  @Test
  void theAuditRecordPagesAndProvesItself() {
    SERVICE.rooms.audit.append(tenant, "ada", "127.0.0.1", "task.approve", "1", java.util.Map.of());
    SERVICE.rooms.audit.append(tenant, "ada", "127.0.0.1", "branch.land", "1", java.util.Map.of());
    var page = client.get(API + "/audit?limit=1").json();
    assertThat(page.get("entries").get(0).get("action").textValue()).isEqualTo("branch.land");
    var next = client.get(API + "/audit?cursor=" + page.get("nextCursor").textValue()).json();
    assertThat(next.get("entries").get(0).get("action").textValue()).isEqualTo("task.approve");
    assertThat(client.get(API + "/audit/verify").json().get("valid").booleanValue()).isTrue();
  }

  @Test
  void probesAreOpen() {
    var stranger = SERVICE.stranger();
    assertThat(stranger.get("/healthz").json().get("status").textValue()).isEqualTo("ok");
    assertThat(stranger.get("/health").json().get("service").textValue()).isEqualTo("journeyman");
    assertThat(stranger.get("/livez").status()).isEqualTo(200);
  }

  @Test
  void headSaysWhatGetSays() {
    var task = SERVICE.rooms.waiting(tenant);
    for (var path :
        List.of(
            "/healthz",
            API + "/tasks/" + task.id(),
            API + "/tasks/nothing",
            API + "/tasks?status=nonsense",
            "/nothing")) {
      assertHeadIsLikeGet(client, path);
      assertHeadIsLikeGet(SERVICE.stranger(), path);
    }
    var stream = client.send("HEAD", API + "/stream/" + task.id(), Optional.empty());
    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
    assertThat(stream.body()).isEmpty();
  }

  private static void assertHeadIsLikeGet(ContractClient caller, String path) {
    var head = caller.send("HEAD", path, Optional.empty());
    var get = caller.get(path);
    assertThat(head.status()).as(path).isEqualTo(get.status());
    assertThat(head.header("Content-Type")).as(path).isEqualTo(get.header("Content-Type"));
    assertThat(head.body()).isEmpty();
    assertThat(head.response().headers().firstValueAsLong("Content-Length"))
        .as(path)
        .hasValue(get.body().getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void optionsSaysWhatIsAllowed() {
    var answer = SERVICE.stranger().send("OPTIONS", API + "/execute", Optional.empty());
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }
}
