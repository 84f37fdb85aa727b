package dev.journeyman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where tokens come from, and where they must not go.
@SuppressWarnings("NullAway.Init")
class CredentialsTest {

  @TempDir private Path home;
  private SmallService service;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    service = SmallService.start();
    service
        .on("GET /api/session", 200, "{\"user\":\"anna\",\"expiresAt\":\"2026-11-24T00:00:00Z\"}")
        .on("GET /health", 200, "{\"status\":\"healthy\"}");
    client = Client.of(service, home).without("JOURNEYMAN_TOKEN").without("JOURNEYMAN_URL");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Path config() {
    return home.resolve("journeyman/config.toml");
  }

  private String token() {
    return service.asked("/health").getLast().header("Authorization");
  }

  private void write(String toml) throws IOException {
    Files.createDirectories(config().getParent());
    Files.writeString(config(), toml);
  }

  @Test
  void aTokenIsKeptOnceTheServiceHasAcceptedIt() throws IOException {
    var ran = client.reading("x.y.z\n").run("login", "--url", service.url());

    assertThat(ran.code()).as(ran.talk()).isZero();
    assertThat(ran.talk()).contains("anna");
    var file = config().resolveSibling("default.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(client.run("health").code()).isZero();
    assertThat(token()).isEqualTo("Bearer x.y.z");
  }

  @Test
  void aTokenThatIsRefusedIsNotKept() {
    service.close();

    assertThat(client.reading("x.y.z").run("login", "--url", service.url()).code()).isEqualTo(6);
    assertThat(config()).doesNotExist();
  }

  @Test
  void whatAPersonWroteIntoTheFileStays() throws IOException {
    write("# mine\ndefault = \"home\"\n\n[profiles.home]\nurl = \"http://127.0.0.1:1\"\n");

    client.reading("x.y.z").run("login", "--url", service.url(), "--profile", "work");

    assertThat(Files.readString(config())).startsWith("# mine\n").contains("[profiles.work]");
    assertThat(client.run("health", "--profile", "work").code()).isZero();
  }

  @Test
  void aTokenDoesNotGoToAnotherAddress() {
    client.reading("x.y.z").run("login", "--url", service.url());

    var ran = client.run("health", "--url", service.url().replace("127.0.0.1", "localhost"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(service.asked("/health")).isEmpty();
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    var file = home.resolve("token");
    Files.writeString(file, "x.y.z");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var reader =
        client.with("JOURNEYMAN_URL", service.url()).with("JOURNEYMAN_TOKEN_FILE", file.toString());

    assertThat(reader.run("health").talk()).contains("chmod 600");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(reader.run("health").code()).isZero();
    assertThat(token()).isEqualTo("Bearer x.y.z");
  }

  @Test
  void aCommandMayGiveTheToken() throws IOException {
    write(
        "default = \"work\"\n[profiles.work]\nurl = \"%s\"\ntoken-command = [\"echo\", \"from.a.command\"]\n"
            .formatted(service.url()));

    assertThat(client.run("health").code()).isZero();
    assertThat(token()).isEqualTo("Bearer from.a.command");
  }

  @Test
  void aTokenWithALineEndIsNone() {
    var ran =
        client
            .with("JOURNEYMAN_URL", service.url())
            .with("JOURNEYMAN_TOKEN", "a\nX-Other: b")
            .run("health");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(service.asked("/health")).isEmpty();
  }

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    write("[profiles.work]\nurl = \"http://127.0.0.1:1\"\ntoken = \"secret\"\n");

    var ran = client.run("health", "--profile", "work");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.talk()).contains("has token; known are").doesNotContain("secret");
  }

  @Test
  void withoutATokenItSaysHowToGetOne() {
    var ran = client.run("health");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.talk()).contains("./journeyman token | ./journeyman login");
  }
}
