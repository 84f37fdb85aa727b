package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.journeyman.database.DatabaseSettings;
import dev.journeyman.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a scrape shows once a task has gone its way.
@SuppressWarnings("NullAway.Init")
class MetricsTest {

  private static final Path GRAFANA = Path.of("..", "deploy", "grafana");

  private static TestService service;
  private static String scrape;

  @BeforeAll
  static void workAndScrape() throws Exception {
    service = TestService.start(WholeWayTest.script());
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    service.approve(id);
    service.get("/tasks/" + id);
    service.anything("/api/autonomous/no/such/path", "");
    scrape = service.scrape();
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void whatTheTaskDidIsCounted() {
    var model = "claude-sonnet-5-5";
    assertThat(value("journeyman_tasks{status=\"completed\"}")).isEqualTo(1);
    assertThat(value("journeyman_tasks{status=\"failed\"}")).isZero();
    assertThat(value("journeyman_queue_depth")).isZero();
    assertThat(value("journeyman_agents_slots")).isEqualTo(5);
    assertThat(value("journeyman_ready")).isEqualTo(1);
    assertThat(value("journeyman_success_rate")).isEqualTo(1);
    assertThat(value("journeyman_approval_rate")).isEqualTo(1);
    assertThat(value("journeyman_rollback_rate")).isZero();
    assertThat(value("journeyman_learnings")).isEqualTo(1);
    assertThat(value("journeyman_execution_mean_seconds")).isPositive();
    assertThat(scrape).contains("journeyman_recovery_rate NaN");
    assertThat(value("journeyman_step_duration_seconds_count{outcome=\"done\"}")).isPositive();
    for (var kind : Set.of("input", "output", "cache_read", "cache_write")) {
      assertThat(
              value(
                  "journeyman_model_tokens_total{kind=\"%s\",model=\"%s\"}".formatted(kind, model)))
          .as(kind)
          .isPositive();
    }
    assertThat(value("journeyman_cost_usd_total{model=\"" + model + "\"}")).isPositive();
    assertThat(value("journeyman_model_cache_hit_ratio")).isBetween(0.01, 0.99);
    assertThat(value("journeyman_sandbox_starts_total")).isPositive();
    assertThat(value("journeyman_sandbox_unavailable_total")).isZero();
    for (var stage : Set.of("analyzing", "planning", "executing", "verifying", "learning")) {
      assertThat(
              value(
                  "journeyman_stage_duration_seconds_count{outcome=\"done\",stage=\"%s\"}"
                      .formatted(stage)))
          .as(stage)
          .isPositive();
    }
  }

  @Test
  void theNamesOfOpenTelemetryForGenAiAreThereToo() {
    var model =
        "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"anthropic\","
            + "gen_ai_request_model=\"claude-sonnet-5-5\"";
    for (var type : Set.of("input", "output")) {
      assertThat(
              value(
                  "gen_ai_client_token_usage_sum{%s,gen_ai_token_type=\"%s\"}"
                      .formatted(model, type)))
          .as(type)
          .isPositive();
    }
    assertThat(
            value(
                "gen_ai_client_operation_duration_seconds_count{error_type=\"\",%s}"
                    .formatted(model)))
        .isPositive();
  }

  @Test
  void everySubjectThatWasPromisedHasAMetric() {
    assertThat(names(scrape))
        .contains(
            "journeyman_http_requests_seconds_bucket",
            "journeyman_tasks",
            "journeyman_stage_duration_seconds_bucket",
            "journeyman_step_duration_seconds_bucket",
            "journeyman_queue_depth",
            "journeyman_queue_oldest_seconds",
            "journeyman_agents_active",
            "journeyman_model_tokens_total",
            "journeyman_cost_usd_total",
            "journeyman_model_cache_hit_ratio",
            "journeyman_model_retries_total",
            "journeyman_tool_calls_seconds_count",
            "journeyman_sandbox_starts_total",
            "journeyman_sandbox_kills_total",
            "journeyman_http_streams",
            "hikaricp_connections_active");
  }

  @Test
  void aWorkerWithoutAnApiIsWatchedToo() throws Exception {
    try (var worker =
        TestService.start(WholeWayTest.script(), Map.of("JOURNEYMAN_ROLES", "worker"))) {
      assertThat(worker.scrape()).contains("journeyman_agents_slots").contains("hikaricp_");
    }
  }

  @Test
  void anInstanceThatOnlyServesHasNoSlots() throws Exception {
    try (var api = TestService.start(WholeWayTest.script(), Map.of("JOURNEYMAN_ROLES", "api"))) {
      assertThat(value(api.scrape(), "journeyman_agents_slots")).isZero();
    }
  }

  /// Prometheus waits ten seconds for a scrape, and one connection to a database is waited for as
  /// long.
  @Test
  void aDatabaseThatIsAwayIsToldInTime() throws Exception {
    try (var place = DemoPlace.create();
        var instance = onADatabaseThatEnds(place)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (value(scrapeInTime(instance), "journeyman_ready") == 1) {
        assertThat(System.nanoTime()).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(scrapeInTime(instance)).contains("journeyman_queue_depth NaN");
    }
  }

  private static String scrapeInTime(TestService instance) throws Exception {
    long began = System.nanoTime();
    var shown = instance.scrape();
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
    return shown;
  }

  private static TestService onADatabaseThatEnds(DemoPlace place) throws IOException {
    try (var database = EmbeddedDatabase.start(place.directory().resolve("database"))) {
      var settings = Map.of("DATABASE_URL", url(database.settings()), "JOURNEYMAN_ROLES", "api");
      return TestService.start(WholeWayTest.script(), settings);
    }
  }

  private static String url(DatabaseSettings settings) {
    var owner = settings.owner();
    return settings
        .jdbcUrl()
        .replace(
            "jdbc:postgresql://",
            "postgresql://%s:%s@"
                .formatted(
                    owner.user(), URLEncoder.encode(owner.password(), StandardCharsets.UTF_8)));
  }

  @Test
  void requestsAreCountedByRouteAndNotByPath() {
    assertThat(
            value(
                "journeyman_http_requests_seconds_count{method=\"GET\","
                    + "route=\"/api/autonomous/tasks/{taskId}\",status=\"200\"}"))
        .isPositive();
    assertThat(
            value(
                "journeyman_http_requests_seconds_count{method=\"GET\",route=\"none\","
                    + "status=\"404\"}"))
        .isEqualTo(1);
    assertThat(scrape).doesNotContain("/no/such/path");
  }

  @Test
  void everyMetricOfTheDashboardAndTheRulesIsThere() throws IOException {
    var shown = names(scrape.replaceAll("(?m)^#.*$", ""));
    // Prometheus itself makes `up`; what has colons is recorded by the rules.
    var rules = Files.readString(GRAFANA.resolve("alerts.yaml"));
    var dashboard = expressions(Files.readString(GRAFANA.resolve("dashboard.json")));
    var named = names(rules.replaceAll("(?m)^ *(#|summary:|action:|- alert:|- name:).*$", ""));
    named.addAll(names(dashboard));
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(shown).containsAll(named);
    var recorded = find(rules, "record: (\\S+)");
    assertThat(recorded).containsAll(find(rules + dashboard, "(journeyman:\\w+:\\w+)"));
  }

  private static String expressions(String dashboard) throws IOException {
    return String.join("\n", new ObjectMapper().readTree(dashboard).findValuesAsText("expr"));
  }

  private static Set<String> names(String text) {
    return find(text, "\\b((?:journeyman|hikaricp|jvm|process)_[a-z0-9_]+)\\b");
  }

  private static Set<String> find(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double value(String name) {
    return value(scrape, name);
  }

  private static double value(String shown, String name) {
    return shown
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in\n" + shown));
  }
}
