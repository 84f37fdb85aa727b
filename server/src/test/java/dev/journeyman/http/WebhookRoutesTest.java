package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.webhook.Webhooks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people do with webhooks over HTTP; nothing is sent here, for there is no worker.
class WebhookRoutesTest {

  private static final String WEBHOOKS = "/api/autonomous/webhooks";
  private static final String BODY =
      """
      {"url": "https://127.0.0.1/hook", "events": ["task.completed", "task.failed"]}
      """;
  private static final TestService SERVICE = new TestService();

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final ContractClient client = SERVICE.clientOf(tenant);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void aWebhookIsMadeShownChangedAndDeleted() {
    var created = client.post(WEBHOOKS, BODY);
    assertThat(created.status()).isEqualTo(201);
    var path = created.header("Location");
    assertThat(path).isEqualTo(WEBHOOKS + "/" + created.json().get("id").textValue());
    var shown = client.get(path).json();
    assertThat(shown.get("url").textValue()).isEqualTo("https://127.0.0.1/hook");
    assertThat(shown.get("events").toString()).isEqualTo("[\"task.completed\",\"task.failed\"]");
    assertThat(shown.get("createdBy").textValue()).isEqualTo("ada");
    assertThat(client.get(WEBHOOKS).json().get("webhooks").get(0)).isEqualTo(shown);

    var changed = client.patch(path, "{\"enabled\": false, \"events\": [\"*\"]}").json();
    assertThat(changed.get("enabled").booleanValue()).isFalse();
    assertThat(changed.get("events").toString()).isEqualTo("[\"*\"]");
    assertThat(changed.get("url")).isEqualTo(shown.get("url"));

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(actions()).containsExactly("webhook.delete", "webhook.change", "webhook.create");
  }

  @Test
  void wh10TheSecretIsShownWhenItIsMadeAndNeverAgain() {
    var created = client.post(WEBHOOKS, BODY);
    var path = created.header("Location");
    var first = created.json().get("secret").textValue();
    var replaced = client.post(path + "/secret", "").json();
    var second = replaced.get("secret").textValue();
    assertThat(second).startsWith("whsec_").isNotEqualTo(first);
    assertThat(replaced.get("previousSecretEndsAt").isNull()).isFalse();
    var delivery = client.post(path + "/test", "");
    var others =
        List.of(
            client.get(path),
            client.get(WEBHOOKS),
            client.patch(path, "{\"description\": \"mine\"}"),
            client.patch(path, "{\"url\": \"nonsense\"}"),
            delivery,
            client.get(path + "/deliveries"),
            client.get("/api/autonomous/audit"));
    for (var answer : others) {
      assertThat(answer.body()).doesNotContain("whsec_", bare(first), bare(second));
    }
    var stored =
        TestTenants.DATABASE.withHandle(
            handle ->
                handle.createQuery("select webhook::text from webhook").mapTo(String.class).list());
    assertThat(stored.toString()).doesNotContain("whsec_", bare(first), bare(second));
  }

  private static String bare(String secret) {
    return secret.replace("whsec_", "");
  }

  @Test
  void wh05AnAddressThatMayNotBeSentToIsRefused() {
    for (var url :
        List.of(
            "ftp://example.org/x",
            "file:///etc/passwd",
            "jar:https://example.org/x!/y",
            "ldap://example.org/x",
            "https://127.0.0.1:22/",
            "https://127.0.0.1:25/",
            "https://127.0.0.1:6379/",
            "https://user:password@127.0.0.1/",
            "nonsense",
            "https://169.254.169.254/latest")) {
      var answer = client.post(WEBHOOKS, "{\"url\": \"%s\", \"events\": [\"*\"]}".formatted(url));
      assertThat(answer.status()).as(url).isEqualTo(422);
      assertThat(answer.json().get("field").textValue()).isEqualTo("url");
    }
    assertThat(client.get(WEBHOOKS).json().get("webhooks")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\": \"https://127.0.0.1/\"}",
        "{\"url\": \"https://127.0.0.1/\", \"events\": []}",
        "{\"url\": \"https://127.0.0.1/\", \"events\": [\"task.exploded\"]}",
        "{\"url\": \"https://127.0.0.1/\", \"events\": \"*\"}",
        "{\"url\": 7, \"events\": [\"*\"]}",
        "{\"url\": \"\", \"events\": [\"*\"]}",
        "{\"url\": \"https://127.0.0.1/\", \"events\": [\"*\"], \"secret\": \"mine\"}",
        "{\"url\": \"https://127.0.0.1/\", \"events\": [\"*\"], \"enabled\": \"yes\"}"
      })
  void badInputIsRefusedByName(String body) {
    var answer = client.post(WEBHOOKS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("field").isMissingNode()).isFalse();
  }

  @Test
  void anotherTenantsWebhooksAreUnknown() {
    var path = client.post(WEBHOOKS, BODY).header("Location");
    var delivery = client.post(path + "/test", "").json().get("id").textValue();
    var other = SERVICE.clientOf("tenant-" + UUID.randomUUID());
    assertThat(other.get(WEBHOOKS).json().get("webhooks")).isEmpty();
    for (var unknown : List.of(path, WEBHOOKS + "/nonsense")) {
      assertThat(other.get(unknown).status()).isEqualTo(404);
      assertThat(other.patch(unknown, "{\"enabled\": false}").status()).isEqualTo(404);
      assertThat(other.delete(unknown).status()).isEqualTo(404);
      assertThat(other.post(unknown + "/secret", "").status()).isEqualTo(404);
      assertThat(other.post(unknown + "/test", "").status()).isEqualTo(404);
      assertThat(other.get(unknown + "/deliveries").status()).isEqualTo(404);
    }
    var own = other.post(WEBHOOKS, BODY).header("Location");
    var foreign = own + "/deliveries/" + delivery + "/repeat";
    assertThat(other.post(foreign, "").status()).isEqualTo(404);
    assertThat(other.post(own + "/deliveries/nonsense/repeat", "").status()).isEqualTo(404);
    assertThat(client.get(path).json().get("enabled").booleanValue()).isTrue();
  }

  @Test
  void api12WhoIsNoAdminReachesNoWebhook() {
    var path = client.post(WEBHOOKS, BODY).header("Location");
    var viewer =
        new ContractClient(
            SERVICE.port(),
            Optional.of(Tokens.signed(Tokens.claims("role", "viewer", "tenant", tenant))));
    assertThat(viewer.get(WEBHOOKS).status()).isEqualTo(403);
    assertThat(viewer.post(WEBHOOKS, BODY).status()).isEqualTo(403);
    assertThat(viewer.get(path).status()).isEqualTo(403);
    assertThat(viewer.patch(path, "{\"enabled\": false}").status()).isEqualTo(403);
    assertThat(viewer.delete(path).status()).isEqualTo(403);
    assertThat(viewer.post(path + "/secret", "").status()).isEqualTo(403);
    assertThat(viewer.post(path + "/test", "").status()).isEqualTo(403);
    assertThat(viewer.get(path + "/deliveries").status()).isEqualTo(403);
    assertThat(viewer.post(path + "/deliveries/x/repeat", "").status()).isEqualTo(403);
    assertThat(client.get(WEBHOOKS).json().get("webhooks")).hasSize(1);
    assertThat(client.get(path + "/deliveries").json().get("deliveries")).isEmpty();
  }

  @Test
  void deliveriesPageNewestFirstAndByState() {
    var path = client.post(WEBHOOKS, BODY).header("Location");
    var made = List.of(ping(path), ping(path), ping(path)).reversed();
    var first = client.get(path + "/deliveries?limit=2").json();
    var second =
        client.get(path + "/deliveries?limit=2&cursor=" + first.get("nextCursor").textValue());
    var ids = new java.util.ArrayList<>(first.get("deliveries").findValuesAsText("id"));
    ids.addAll(second.json().get("deliveries").findValuesAsText("id"));
    assertThat(ids).isEqualTo(made);
    assertThat(second.json().get("nextCursor").isNull()).isTrue();
    assertThat(client.get(path + "/deliveries?state=pending").json().get("deliveries")).hasSize(3);
    assertThat(client.get(path + "/deliveries?state=dead").json().get("deliveries")).isEmpty();
    for (var bad : List.of("state=odd", "limit=0", "limit=201", "cursor=x")) {
      assertThat(client.get(path + "/deliveries?" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void whatIsUnderWayIsNotRepeatedAndWhatIsDisabledNotTried() {
    var path = client.post(WEBHOOKS, BODY).header("Location");
    var delivery = ping(path);
    assertThat(client.post(path + "/deliveries/" + delivery + "/repeat", "").status())
        .isEqualTo(409);
    client.patch(path, "{\"enabled\": false}");
    var refused = client.post(path + "/test", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").textValue()).contains("enable it first");
  }

  @Test
  void aTenantIsThereFromItsFirstRequest() {
    var tenant = "tenant-" + UUID.randomUUID();
    var first = new ContractClient(SERVICE.port(), Optional.of(SERVICE.token(tenant)));
    assertThat(first.post(WEBHOOKS, BODY).status()).isEqualTo(201);
    assertThat(first.get(WEBHOOKS).json().get("webhooks")).hasSize(1);
  }

  @Test
  void aTenantHasBoundedlyManyWebhooks() {
    for (int i = 0; i < Webhooks.MOST; i++) {
      assertThat(client.post(WEBHOOKS, BODY).status()).isEqualTo(201);
    }
    assertThat(client.post(WEBHOOKS, BODY).status()).isEqualTo(409);
  }

  private String ping(String path) {
    return client.post(path + "/test", "").json().get("id").textValue();
  }

  private List<String> actions() {
    var entries = client.get("/api/autonomous/audit").json().get("entries");
    return entries.findValues("action").stream().map(JsonNode::textValue).toList();
  }
}
