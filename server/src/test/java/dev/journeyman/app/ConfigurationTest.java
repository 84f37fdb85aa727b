package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.database.DatabaseSettings;
import dev.journeyman.database.Login;
import dev.journeyman.http.ConnectionLimits;
import dev.journeyman.http.RateLimits;
import dev.journeyman.pipeline.DeploySecrets;
import dev.journeyman.webhook.WebhookSettings;
import dev.journeyman.workspace.Credentials;
import dev.journeyman.workspace.Credentials.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  private static final String ENCRYPTION_KEY = "abcdef0123456789abcdef0123456789";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static final String CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

  @TempDir private Path directory = Path.of("/nowhere");

  private Configuration load(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.putIfAbsent("JOURNEYMAN_HOME", home().toString());
    return Configuration.load(new Environment(all));
  }

  private Path home() {
    return directory.resolve("home");
  }

  @Test
  void withoutVariablesEverythingHasItsDefault() throws IOException {
    var configuration = load(Map.of("LOG_FORMAT", "text"));
    var secret = Files.readString(home().resolve("private/jwt-secret")).strip();
    var key = Files.readString(home().resolve("private/encryption-key")).strip();
    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                new Home(home()),
                new ServerSettings(
                    "127.0.0.1",
                    4002,
                    "127.0.0.1",
                    4003,
                    null,
                    List.of(),
                    List.of(),
                    Set.of(ServerSettings.Role.API, ServerSettings.Role.WORKER)),
                new AuthenticationSettings(secret, null, "journeyman", "journeyman-api"),
                new ModelConfiguration(
                    new ModelConfiguration.Credential.Missing(),
                    null,
                    "claude-sonnet-5-5",
                    "medium",
                    "claude-sonnet-5-5",
                    "claude-sonnet-5-5",
                    null),
                new DatabaseConfiguration.Embedded(home().resolve("database")),
                new LimitSettings(5, Duration.ofHours(1), 10L * 1024 * 1024, 200_000, 1),
                new TrafficSettings(
                    RateLimits.USUAL, ConnectionLimits.USUAL, TrafficSettings.Sharing.AUTO),
                new RetentionSettings(
                    Duration.ofDays(90), Duration.ofDays(30), 100L << 30, 512L << 20),
                new SandboxConfiguration(
                    SandboxConfiguration.Kind.BUBBLEWRAP, List.of(), List.of()),
                new IntegrationSettings(
                    null,
                    null,
                    URI.create("https://api.github.com"),
                    null,
                    false,
                    false,
                    Credentials.NONE,
                    DeploySecrets.NONE,
                    List.of()),
                new WebhookConfiguration(new WebhookSettings(false, false, Set.of(443), 10), key),
                new LogSettings(LogSettings.Level.INFO, LogSettings.Format.TEXT),
                new TraceSettings(false, false, Map.of())));
  }

  @Test
  void everyVariableReachesItsPlace() {
    var external = new Login("ada", "p@ss");
    assertThat(load(EVERYTHING))
        .isEqualTo(
            new Configuration(
                new Home(home(), Path.of("/srv/mirrors")),
                new ServerSettings(
                    "0.0.0.0",
                    8080,
                    "::1",
                    8081,
                    URI.create("https://journeyman.example.org"),
                    List.of("a.example.org", "b.example.org"),
                    List.of("https://app.example.org", "http://localhost:3000"),
                    Set.of(ServerSettings.Role.WORKER)),
                new AuthenticationSettings(
                    SECRET, URI.create("https://id.example.org/keys"), "issuer", "audience"),
                new ModelConfiguration(
                    new ModelConfiguration.Credential.ApiKey("key"),
                    URI.create("http://localhost:9999"),
                    "one",
                    "high",
                    "two",
                    "three",
                    Path.of("/etc/models.yaml")),
                new DatabaseConfiguration.External(
                    new DatabaseSettings(
                        "jdbc:postgresql://db.example.org:5433/jobs?sslmode=verify-full",
                        external,
                        external)),
                new LimitSettings(50, Duration.ofMillis(1500), 1024L * 1024, 50_000, 1),
                new TrafficSettings(
                    new RateLimits(1000, 100, 2000, 200, 300, 150),
                    new ConnectionLimits(8192, 5_000, 50, 60_000, 400),
                    TrafficSettings.Sharing.SHARED),
                new RetentionSettings(Duration.ofDays(7), Duration.ofDays(3), 2L << 30, 64L << 20),
                new SandboxConfiguration(
                    SandboxConfiguration.Kind.NONE,
                    List.of(Path.of("/srv/tools")),
                    List.of(
                        Path.of("/etc/hostname"),
                        Path.of("/etc/passwd"),
                        Path.of("/etc/hosts"),
                        Path.of("/etc/models.yaml"))),
                new IntegrationSettings(
                    URI.create("redis://cache:6379"),
                    "token",
                    URI.create("https://github.example.org/api/v3"),
                    Path.of("/etc/google.json"),
                    true,
                    true,
                    new Credentials(
                        List.of(
                            new Token("git.example.org", "/team", "ada", "p@ssword"),
                            new Token("github.example.org", "/", "x-access-token", "token")),
                        Optional.of(Path.of("/etc/passwd")),
                        Optional.of(Path.of("/etc/hosts")),
                        Optional.of(Path.of("/etc/hostname"))),
                    new DeploySecrets(Map.of("REGISTRY_TOKEN", "registry-secret")),
                    List.of(Path.of("/var/log"), Path.of("/srv/logs"))),
                new WebhookConfiguration(
                    new WebhookSettings(true, true, Set.of(80, 8443), 3), ENCRYPTION_KEY),
                new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.JSON),
                new TraceSettings(
                    true,
                    true,
                    Map.of(
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "x-key=receiver-key",
                        CAPTURE,
                        "SPAN_ONLY"))));
  }

  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("HOST", "0.0.0.0"),
          Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "x-key=receiver-key"),
          Map.entry(CAPTURE, "SPAN_ONLY"),
          Map.entry("LOG_DIRECTORIES", "/var/log, /srv/logs"),
          Map.entry("SHOWN_DIRECTORIES", "/srv/tools"),
          Map.entry("RATE_LIMITS", "shared"),
          Map.entry("KEEP_EVENTS_DAYS", "7"),
          Map.entry("KEEP_CONVERSATIONS_DAYS", "3"),
          Map.entry("MAX_DISK_GB", "2"),
          Map.entry("MIN_FREE_DISK_MB", "64"),
          Map.entry("PORT", "8080"),
          Map.entry("MANAGEMENT_HOST", "::1"),
          Map.entry("MANAGEMENT_PORT", "8081"),
          Map.entry("PUBLIC_URL", "https://journeyman.example.org/"),
          Map.entry("ALLOWED_HOSTS", "a.example.org, b.example.org"),
          Map.entry("CORS_ORIGINS", "https://app.example.org,http://localhost:3000"),
          Map.entry("JOURNEYMAN_ROLES", "worker"),
          Map.entry("JWT_SECRET", SECRET),
          Map.entry("JWT_JWKS_URL", "https://id.example.org/keys"),
          Map.entry("JWT_ISSUER", "issuer"),
          Map.entry("JWT_AUDIENCE", "audience"),
          Map.entry("ANTHROPIC_API_KEY", "key"),
          Map.entry("ANTHROPIC_BASE_URL", "http://localhost:9999"),
          Map.entry("JOURNEYMAN_MODEL", "one"),
          Map.entry("JOURNEYMAN_MODEL_REVIEW", "two"),
          Map.entry("JOURNEYMAN_MODEL_LEARN", "three"),
          Map.entry("JOURNEYMAN_MODELS_FILE", "/etc/models.yaml"),
          Map.entry("JOURNEYMAN_EFFORT", "high"),
          Map.entry("JOURNEYMAN_MIRRORS", "/srv/mirrors"),
          Map.entry(
              "DATABASE_URL",
              "postgresql://ada:p%40ss@db.example.org:5433/jobs?sslmode=verify-full"),
          Map.entry("MAX_CONCURRENT_TASKS", "50"),
          Map.entry("TASK_TIMEOUT_MS", "1500"),
          Map.entry("MAX_FILE_SIZE_MB", "1"),
          Map.entry("CONTEXT_TOKENS", "50000"),
          Map.entry("READS_PER_MINUTE", "1000"),
          Map.entry("WRITES_PER_MINUTE", "100"),
          Map.entry("TENANT_READS_PER_MINUTE", "2000"),
          Map.entry("TENANT_WRITES_PER_MINUTE", "200"),
          Map.entry("MAX_STREAMS", "300"),
          Map.entry("MAX_STREAMS_PER_PERSON", "150"),
          Map.entry("MAX_HEADER_BYTES", "8192"),
          Map.entry("HEADER_TIMEOUT_MS", "5000"),
          Map.entry("MIN_REQUEST_BYTES_PER_SECOND", "50"),
          Map.entry("MAX_CONNECTIONS", "400"),
          Map.entry("IDLE_TIMEOUT_MS", "60000"),
          Map.entry("SANDBOX", "none"),
          Map.entry("REDIS_URL", "redis://cache:6379"),
          Map.entry("GITHUB_TOKEN", "token"),
          Map.entry("GITHUB_API_URL", "https://github.example.org/api/v3"),
          Map.entry("GIT_CREDENTIALS", "https://ada:p%40ssword@git.example.org/team"),
          Map.entry("GIT_SSH_KEY_FILE", "/etc/passwd"),
          Map.entry("GIT_SSH_KNOWN_HOSTS_FILE", "/etc/hosts"),
          Map.entry("GIT_CA_FILE", "/etc/hostname"),
          Map.entry("DEPLOY_SECRET_REGISTRY_TOKEN", "registry-secret"),
          Map.entry("GOOGLE_APPLICATION_CREDENTIALS", "/etc/google.json"),
          Map.entry("ENABLE_BIGQUERY_MEMORY", "true"),
          Map.entry("ENABLE_SELF_IMPROVEMENT", "1"),
          Map.entry("WEBHOOK_ALLOW_PRIVATE", "true"),
          Map.entry("WEBHOOK_ALLOW_HTTP", "yes"),
          Map.entry("WEBHOOK_PORTS", "80, 8443"),
          Map.entry("MAX_CONCURRENT_WEBHOOKS", "3"),
          Map.entry("ENCRYPTION_KEY", ENCRYPTION_KEY),
          Map.entry("LOG_LEVEL", "debug"),
          Map.entry("LOG_FORMAT", "json"));

  @ParameterizedTest
  @CsvSource({
    "PORT, 70000, PORT is '70000'",
    "PORT, x, a whole number from 0 to 65535",
    "MANAGEMENT_PORT, 4002, give them different ports",
    "MAX_CONCURRENT_TASKS, 0, MAX_CONCURRENT_TASKS is '0'",
    "TASK_TIMEOUT_MS, 999, TASK_TIMEOUT_MS is '999'",
    "TASK_TIMEOUT_MS, 86400001, from 1000 to 86400000",
    "MAX_FILE_SIZE_MB, -1, MAX_FILE_SIZE_MB is '-1'",
    "GIT_CREDENTIALS, https://git.example.org, each line has to be like",
    "GIT_SSH_KEY_FILE, /nowhere/key, cannot read /nowhere/key",
    "DEPLOY_SECRET_TOKEN, short, at least 8 characters",
    "CONTEXT_TOKENS, 29999, from 30000 to 1000000",
    "MAX_STREAMS, 30000, allow more connections than streams",
    "WEBHOOK_PORTS, '443,x', WEBHOOK_PORTS is 'x'",
    "ENCRYPTION_KEY, short, ENCRYPTION_KEY is shorter than 32 bytes",
    "SANDBOX, docker, one of [bubblewrap; none]",
    "LOG_LEVEL, loud, LOG_LEVEL is 'loud'",
    "JOURNEYMAN_ROLES, 'api,cook', JOURNEYMAN_ROLES is 'cook'",
    "JOURNEYMAN_EFFORT, total, JOURNEYMAN_EFFORT is 'total'",
    "ENABLE_BIGQUERY_MEMORY, maybe, true or false",
    "PUBLIC_URL, example.org, PUBLIC_URL is 'example.org'",
    "CORS_ORIGINS, *, CORS_ORIGINS is '*'",
    "CORS_ORIGINS, https://a.org/path, an origin",
    "JWT_SECRET, short, openssl rand -base64 48",
    "JWT_SECRET_FILE, /nowhere/secret, JWT_SECRET_FILE: cannot read /nowhere/secret",
    "DATABASE_URL, mysql://a@b/c, DATABASE_URL: the address has the form postgresql://",
    "DATABASE_URL, postgresql://host/db, the user is missing",
    "DATABASE_URL, postgresql:///db?user=a, the host is missing",
    "JOURNEYMAN_MODLE, x, do you mean JOURNEYMAN_MODEL?",
    "JOURNEYMAN_REVIEW_MODEL, x, JOURNEYMAN_REVIEW_MODEL is unknown",
  })
  void aVariableThatCannotBeUsedIsNamedWithTheRemedy(String name, String value, String message) {
    assertThatThrownBy(() -> load(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name.replaceAll("_FILE$", ""))
        .hasMessageContaining(message.replace(';', ','));
  }

  @Test
  void anErrorAboutTheDatabaseDoesNotRepeatItsPassword() {
    assertThatThrownBy(() -> load(Map.of("DATABASE_URL", "postgresql://ada:pass word@host/db")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("percent-encoded")
        .hasMessageNotContaining("pass word");
  }

  @Test
  void aSecretMayBeInAFileButNotInBothPlaces() throws IOException {
    var file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
    var variables = Map.of("JWT_SECRET_FILE", file.toString());
    assertThat(load(variables).authentication().secret()).isEqualTo(SECRET);
    var both = new HashMap<>(variables);
    both.put("JWT_SECRET", SECRET);
    assertThatThrownBy(() -> load(both)).hasMessageContaining("JWT_SECRET_FILE are both set");
  }

  @Test
  void aTokenSecretIsMadeOnceAndReadableByTheServiceOnly() throws IOException {
    var first = load(Map.of()).authentication().secret();
    assertThat(load(Map.of()).authentication().secret()).isEqualTo(first).hasSize(64);
    var kept = home().resolve("private/jwt-secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
        .isEqualTo("rwx--x--x");
  }

  @Test
  void withPublishedKeysAloneNoSecretIsMade() {
    var authentication =
        load(Map.of("JWT_JWKS_URL", "https://id.example.org/keys")).authentication();
    assertThat(authentication.secret()).isNull();
    assertThat(home().resolve("private/jwt-secret")).doesNotExist();
  }

  @Test
  void theHomeIsTheXdgDirectoryOrForRootThatOfTheSystem() {
    var environment = new Environment(Map.of("XDG_DATA_HOME", "/data"));
    assertThat(Home.standard(environment, "ada")).isEqualTo(Path.of("/data/journeyman"));
    assertThat(Home.standard(environment, "root")).isEqualTo(Path.of("/var/lib/journeyman"));
  }

  @Test
  void theClientsVariablesAreKnown() {
    var variables = Map.of("JOURNEYMAN_URL", "x", "JOURNEYMAN_TOKEN", "y");
    assertThat(new Environment(variables).variables()).isEqualTo(variables);
  }

  @Test
  void noSecretAppearsWhenSettingsArePrinted() {
    assertThat(load(EVERYTHING).toString())
        .doesNotContain(SECRET, ENCRYPTION_KEY, "p@ss", "token", "ApiKey[", "registry-secret")
        .contains("https://id.example.org/keys");
  }

  @Test
  void headersOfTheReceiverOfTracesAreSecrets() {
    var configuration =
        load(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20c2VjcmV0LWtleQ==, x=1"));
    assertThat(configuration.secrets()).contains("Basic c2VjcmV0LWtleQ==");
    assertThat(configuration.toString()).doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_SERVICE_NAME, x, true",
    "OTEL_TRACES_EXPORTER, none, false",
    "OTEL_SDK_DISABLED, true, false",
    "OTHER, x, false"
  })
  void tracesAreOnOnceAVariableAsksForThem(String name, String value, boolean on) {
    assertThat(load(Map.of(name, value)).traces().on()).isEqualTo(on);
  }

  @Test
  void whatTheSdkCannotUseIsExplainedWithoutTheSecret() {
    var grpc = Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    assertThatThrownBy(() -> TraceExport.open(load(grpc).traces()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
    var headers = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "no-equals-sign-but-secret");
    assertThatThrownBy(() -> TraceExport.open(load(headers).traces()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("no-equals-sign-but-secret");
  }
}
