package dev.journeyman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The audit, webhooks, learnings and statistics.
class OverseeTest extends ClientTestBed {

  private static final String WEBHOOK =
      """
      {"id":"w","url":"https://hooks.example/in","events":["task.failed","task.completed",\
      "task.rejected"],"description":"","enabled":%s,"disabledReason":null,\
      "previousSecretEndsAt":null,"createdBy":"anna"%s}""";

  @Test
  void theAuditIsListedAndWhatPeopleWroteIsNotObeyed() {
    service.on(
        "GET /audit",
        200,
        """
        {"entries":[{"id":"7","at":"2026-11-23T04:00:00Z","actor":"anna","address":"127.0.0.1",
         "action":"task.reject","subject":"t","detail":{"reason":"no \\u001b[31m red"}}],
         "nextCursor":"7"}
        """);

    var ran = client.run("audit", "--action", "task.", "--since", "7d");

    assertThat(ran.out()).contains("task.reject", "anna", "t: no \\x1b[31m red");
    assertThat(ran.talk()).contains("audit export");
    assertThat(client.run("audit", "--since", "soon").code()).isEqualTo(2);
  }

  @Test
  void aBrokenChainEndsWithOne() {
    service
        .on("GET /audit/verify", 200, "{\"valid\":true,\"firstBroken\":null}")
        .on("GET /audit/verify", 200, "{\"valid\":false,\"firstBroken\":\"12\"}");

    assertThat(client.run("audit", "verify").code()).isZero();
    var broken = client.run("audit", "verify");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).contains("broken at entry 12");
  }

  @Test
  void theWholeAuditIsPrintedLineByLineAndARefusalIsSaid() {
    service.text("GET /audit/export", "{\"id\":\"2 \u009b\u202e\"}\n{\"id\":\"1\"}\n");
    assertThat(client.run("audit", "export").out().lines())
        .containsExactly("{\"id\":\"2 \\u009b\\u202e\"}", "{\"id\":\"1\"}");

    service.close();
    assertThat(client.run("audit", "export").code()).isEqualTo(6);
  }

  @Test
  void aNewWebhookPrintsItsSecretOnceAndAlone() {
    service.on("POST /webhooks", 201, WEBHOOK.formatted(true, ",\"secret\":\"whsec_c2VjcmV0\""));

    var ran = client.run("webhooks", "add", "https://hooks.example/in", "--event=failed,completed");

    assertThat(service.asked("/webhooks").getFirst().body())
        .isEqualTo(
            "{\"events\":[\"task.failed\",\"task.completed\"],\"url\":\"https://hooks.example/in\"}");
    assertThat(ran.out().lines()).last().isEqualTo("whsec_c2VjcmV0");
    assertThat(ran.talk()).contains("not shown again");
  }

  @Test
  void webhooksAreListedPausedAndRemoved() {
    service
        .on("GET /webhooks", 200, "{\"webhooks\":[" + WEBHOOK.formatted(false, "") + "]}")
        .on("PATCH /webhooks/w", 200, WEBHOOK.formatted(false, ""))
        .on("DELETE /webhooks/w", 204, "");

    assertThat(client.run("webhooks").out()).contains("paused", "failed, completed, 1 more");
    assertThat(client.run("webhooks", "pause", "w").code()).isZero();
    assertThat(service.asked("/webhooks/w").getFirst().body()).isEqualTo("{\"enabled\":false}");
    assertThat(client.run("webhooks", "remove", "w").code()).as("nobody to ask").isEqualTo(2);
    assertThat(client.run("webhooks", "remove", "w", "--yes").code()).isZero();
    assertThat(client.run("webhooks", "set", "w").code()).as("nothing said").isEqualTo(2);
  }

  @Test
  void deadDeliveriesAreListedAndRepeated() {
    service
        .on(
            "GET /webhooks/w/deliveries",
            200,
            """
            {"deliveries":[{"id":"d","type":"task.failed","state":"dead","attempts":12,
             "responseStatus":null,"error":"no answer","createdAt":"2026-11-23T04:00:00Z"}]}
            """)
        .on("POST /webhooks/w/deliveries/d/repeat", 202, "{\"id\":\"d\"}");

    assertThat(client.run("webhooks", "deliveries", "w", "--state", "dead").out())
        .contains("given up", "12", "task.failed: no answer");
    assertThat(client.run("webhooks", "repeat", "w", "d").code()).isZero();
  }

  @Test
  void aLearningIsDisabledWithAReason() {
    service.on("PATCH /learnings/l", 200, "{}");

    assertThat(client.run("learnings", "disable", "l", "--reason", "old").code()).isZero();
    assertThat(client.run("learnings", "enable", "l").code()).isZero();

    assertThat(service.asked("/learnings/l"))
        .extracting(SmallService.Asked::body)
        .containsExactly("{\"disabled\":true,\"reason\":\"old\"}", "{\"disabled\":false}");
  }

  @Test
  void statisticsAreToldByPerson() {
    service.on(
        "GET /stats",
        200,
        """
        {"totals":{"tasks":3,"costUsd":4.5},"days":[],"repositories":[],
         "people":[{"person":"anna","tasks":2,"costUsd":4},{"person":"bo","tasks":1,"costUsd":0.5}]}
        """);

    assertThat(client.run("stats", "--by", "person").out().lines().map(line -> line.strip()))
        .satisfiesExactly(
            head -> assertThat(head).startsWith("PERSON").doesNotContain("REPOSITORY"),
            anna -> assertThat(anna).startsWith("anna").endsWith("$4.00"),
            bo -> assertThat(bo).startsWith("bo").endsWith("$0.50"),
            all -> assertThat(all).startsWith("all").endsWith("$4.50"));
  }
}
