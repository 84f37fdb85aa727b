package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InsightTest {

  private static final String API = "/api/autonomous";
  private static final TestService SERVICE = new TestService();

  private String tenant = "";
  private ContractClient client = SERVICE.clientOf("nobody");

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void ownTenant() {
    tenant = "tenant-" + UUID.randomUUID();
    client = SERVICE.clientOf(tenant);
    SERVICE.rooms.deeds.clear();
  }

  @Test
  void tasksAreFilteredByTheirCostAndTheirTime() {
    var cheap = costing("0.40");
    var dear = costing("12.50");
    var unpriced = costing(null);

    assertThat(ids("")).containsExactly(id(unpriced), id(dear), id(cheap));
    assertThat(ids("?minCostUsd=1")).containsExactly(id(dear));
    assertThat(ids("?maxCostUsd=0.4")).containsExactly(id(cheap));
    assertThat(ids("?minCostUsd=0.1&maxCostUsd=100")).containsExactly(id(dear), id(cheap));
    assertThat(ids("?to=" + dear.createdAt())).containsExactly(id(cheap));
    assertThat(ids("?from=" + dear.createdAt())).containsExactly(id(unpriced), id(dear));
    assertThat(ids("?from=" + Instant.now().plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void aBadBoundIsNamed() {
    for (var bad : new String[] {"minCostUsd=1e9", "maxCostUsd=-1", "from=yesterday", "to=2026"}) {
      var answer = client.get(API + "/tasks?" + bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(bad).startsWith(answer.json().get("field").textValue() + "=");
    }
  }

  @Test
  void aLearningIsWithheldAndOfferedAgainAndBothAreAudited() {
    SERVICE.rooms.learnings.add(
        SERVICE.rooms.waiting(tenant), true, List.of("Round late"), List.of());
    var learning = client.get(API + "/learnings").json().get("learnings").get(0);
    assertThat(learning.get("disabled").isNull()).isTrue();
    assertThat(learning.get("timesHelped").intValue()).isZero();
    var path = API + "/learnings/" + learning.get("id").textValue();

    var off = client.send("PATCH", path, Optional.of("{\"disabled\": true, \"reason\": \"Old\"}"));
    assertThat(off.json().get("disabled").get("reason").textValue()).isEqualTo("Old");
    client.send("PATCH", path, Optional.of("{\"disabled\": true}"));
    assertThat(client.get(API + "/learnings?disabled=false").json().get("total").intValue())
        .isZero();
    var on = client.send("PATCH", path, Optional.of("{\"disabled\": false}"));
    assertThat(on.json().get("disabled").isNull()).isTrue();

    assertThat(client.get(API + "/audit?action=learning.").json().get("entries"))
        .extracting(entry -> entry.get("action").textValue())
        .as("asked twice, done once")
        .containsExactly("learning.enable", "learning.disable");
    var stranger = SERVICE.clientOf("tenant-" + UUID.randomUUID());
    assertThat(stranger.send("PATCH", path, Optional.of("{\"disabled\": true}")).status())
        .isEqualTo(404);
    assertThat(client.send("PATCH", path, Optional.of("{\"reason\": \"Old\"}")).status())
        .isEqualTo(400);
  }

  @Test
  void reviewsAreListedAndOnlyTheirTreesAreComparedWith() {
    var task = SERVICE.rooms.waiting(tenant);
    var path = API + "/tasks/" + task.id();
    assertThat(client.get(path + "/reviews").json().get("reviews")).isEmpty();
    audited(task, "task.request_changes", Map.of("tree", "1111", "base", "c0ffee", "reason", "No"));
    audited(task, "task.pause", Map.of("tree", "2222", "base", "c0ffee"));

    assertThat(client.get(path + "/reviews").json().get("reviews"))
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.get("verdict").textValue()).isEqualTo("request_changes");
              assertThat(review.get("by").textValue()).isEqualTo("mira");
              assertThat(review.get("summary").textValue()).isEqualTo("No");
            });
    var since = client.get(path + "/diff?format=json&since=1111");
    assertThat(since.json().get("base").textValue()).isEqualTo("1111");
    assertThat(SERVICE.rooms.deeds).containsExactly("since 1111 on c0ffee");
    assertThat(client.get(path + "/diff?since=2222").status()).isEqualTo(404);
  }

  @Test
  void costIsToldByRepositoryAndByPerson() {
    var stats = client.get(API + "/stats").json();
    assertThat(stats.at("/people/0/person").textValue()).isEqualTo("ada");
    assertThat(stats.at("/people/0/tasks").intValue()).isEqualTo(1);
    assertThat(stats.at("/repositories/0/repository").textValue()).isEqualTo("app");
  }

  private Task costing(@Nullable String dollars) {
    var cost = dollars == null ? null : new BigDecimal(dollars);
    var task = SERVICE.rooms.task(tenant, TaskStatus.ANALYZING);
    return SERVICE.rooms.tasks.decide(
        task.id(), t -> t.with(t.details().with(t.details().spending().plus(1, 1, 0, 0, cost))));
  }

  private void audited(Task task, String action, Map<String, String> detail) {
    SERVICE.rooms.audit.append(tenant, "mira", "127.0.0.1", action, id(task), detail);
  }

  private List<String> ids(String query) {
    var ids = new ArrayList<String>();
    var page = client.get(API + "/tasks" + query).json();
    page.get("tasks").forEach(task -> ids.add(task.get("id").textValue()));
    assertThat(page.at("/pagination/total").intValue()).isEqualTo(ids.size());
    return ids;
  }

  private static String id(Task task) {
    return task.id().toString();
  }
}
