package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

  private static final String API = "/api/autonomous";
  private static final TestService SERVICE = new TestService();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void aTokenIsSwappedForACookieThatScriptsCannotRead() {
    var signedIn = SERVICE.client().post("/api/session", "");
    assertThat(signedIn.status()).isEqualTo(201);
    assertThat(signedIn.header("Set-Cookie"))
        .startsWith("journeyman=")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Secure");
    assertThat(signedIn.json().get("user").textValue()).isEqualTo("ada");
    var cookie = cookie(signedIn);
    assertThat(SERVICE.stranger().get("/api/session", "Cookie", cookie).status()).isEqualTo(200);
    assertThat(SERVICE.stranger().get(API + "/tasks", "Cookie", cookie).status()).isEqualTo(200);
    assertThat(SERVICE.stranger().get(API + "/tasks", "Cookie", "journeyman=x").status())
        .isEqualTo(401);
  }

  @Test
  void overTlsTheCookieIsBoundToOurHost() {
    var written = new SessionCookie(true);
    assertThat(written.name()).isEqualTo("__Host-journeyman");
  }

  @Test
  void aSignInCodeWorksOnce() {
    var code = SERVICE.rooms.grants.signInCode("ada", SERVICE.tenant);
    var body = "{\"code\":\"%s\"}".formatted(code);
    assertThat(SERVICE.stranger().post("/api/session", body).status()).isEqualTo(201);
    assertThat(SERVICE.stranger().post("/api/session", body).status()).isEqualTo(401);
    assertThat(SERVICE.stranger().post("/api/session", "{\"code\":\"guess\"}").status())
        .isEqualTo(401);
    assertThat(SERVICE.stranger().post("/api/session", "").status()).isEqualTo(401);
  }

  @Test
  void aWriteByCookieMustComeFromOurOwnPage() {
    var cookie = cookie(SERVICE.client().post("/api/session", ""));
    var stranger = SERVICE.stranger();
    var path = API + "/emergency-stop";
    assertThat(stranger.post(path, "", "Cookie", cookie).status()).isEqualTo(403);
    for (var site : new String[] {"cross-site", "same-site", "none"}) {
      assertThat(stranger.post(path, "", "Cookie", cookie, "Sec-Fetch-Site", site).status())
          .isEqualTo(403);
    }
    assertThat(stranger.post(path, "", "Cookie", cookie, "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(200);
    var origin = "http://127.0.0.1:" + SERVICE.port();
    assertThat(stranger.post(path, "", "Cookie", cookie, "Origin", origin).status()).isEqualTo(200);
    assertThat(stranger.post(path, "", "Cookie", cookie, "Origin", "http://evil.test").status())
        .isEqualTo(403);
  }

  @Test
  void api10ASessionThatWasEndedIsWorthNothing() {
    var cookie = cookie(SERVICE.client().post("/api/session", ""));
    var ended =
        SERVICE
            .stranger()
            .delete("/api/session", "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    assertThat(ended.status()).as(ended.body()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(SERVICE.stranger().get(API + "/tasks", "Cookie", cookie).status()).isEqualTo(401);
    assertThat(SERVICE.client().get(API + "/audit?action=session.").json().toString())
        .contains("session.open", "session.close", "127.0.0.1");
  }

  @Test
  void grantsEndInTime() {
    var now = new Instant[] {Instant.parse("2026-11-23T00:00:00Z")};
    var clock = clockOf(() -> now[0]);
    var grants = new Grants(new GrantStore(TestTenants.DATABASE), clock);
    var token = new Principal("ada", "lab", Set.of("admin"), now[0].plus(Duration.ofMinutes(30)));
    var session = grants.openSession(token);
    var used = grants.streamTicket(token, "task-1").code();
    var unused = grants.streamTicket(token, "task-1").code();
    assertThat(grants.stream(used, "task-2")).isEmpty();
    assertThat(grants.stream(used, "task-1")).isPresent();
    assertThat(grants.session(used)).isEmpty();
    now[0] = now[0].plusSeconds(61);
    assertThat(grants.stream(used, "task-1")).isPresent();
    assertThat(grants.stream(unused, "task-1")).isEmpty();
    assertThat(grants.session(session)).isPresent();
    now[0] = now[0].plus(Duration.ofMinutes(30));
    assertThat(grants.stream(used, "task-1")).isEmpty();
    assertThat(grants.session(session)).isEmpty();
  }

  @Test
  void aSessionOutlivesARestartAndIsGoodAtEveryInstance() {
    var clock = Clock.systemUTC();
    var until = clock.instant().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MILLIS);
    var token = new Principal("ada", "lab", Set.of("admin"), until);
    var session = new Grants(new GrantStore(TestTenants.DATABASE), clock).openSession(token);
    var another = new Grants(new GrantStore(TestTenants.DATABASE), clock);
    assertThat(another.session(session)).contains(token);
    another.closeSession(session);
    assertThat(another.session(session)).isEmpty();
  }

  @Test
  void theConsoleIsServedWithItsIndexForItsOwnAddresses(@TempDir Path console) throws Exception {
    Files.writeString(console.resolve("index.html"), "<title>Console</title>");
    Files.createDirectory(console.resolve("assets"));
    Files.writeString(console.resolve("assets/app-1.js"), "go()");
    try (var service = new TestService(TestService.SITE, RateLimits.USUAL, Optional.of(console))) {
      var stranger = service.stranger();
      for (var path : new String[] {"/", "/tasks/7", "/signin"}) {
        assertThat(stranger.outside(path).body()).isEqualTo("<title>Console</title>");
      }
      assertThat(stranger.outside("/assets/app-1.js").header("Cache-Control"))
          .contains("immutable");
      assertThat(stranger.outside("/docs").body()).contains("/docs/docs.js");
      assertThat(stranger.outside("/docs/docs.js").status()).isEqualTo(200);
      assertThat(stranger.get("/assets/none.js").status()).isEqualTo(404);
      for (var path : new String[] {"/actuator", "/actuator/env", "/debug", "/api-docs", "/v1"}) {
        assertThat(stranger.outside(path).status()).as("api21 " + path).isEqualTo(404);
      }
      assertThat(stranger.get("/%2e%2e/secret.txt").status()).isIn(400, 404);
    }
  }

  private static Clock clockOf(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private static String cookie(ContractClient.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.header("Set-Cookie").split(";")[0];
  }
}
