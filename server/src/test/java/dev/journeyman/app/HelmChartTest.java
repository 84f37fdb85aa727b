package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// Renders the chart with Helm itself and holds what comes out against the types of Kubernetes'
/// API, which refuse a field they do not know, and against the variables that the service reads.
class HelmChartTest {

  private static final Helm CHART = new Helm(Path.of("..", "deploy", "helm", "journeyman"));

  /// Objects of others, whose types are not at hand.
  private static final Set<String> FOREIGN = Set.of("ScaledObject", "ServiceMonitor");

  @Test
  void helmFindsNothingWrong() {
    var found = CHART.lint().strict().call();
    assertThat(found.isFailed()).as("%s", found.getMessages()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "keda", "hpa"})
  void everyObjectIsOneThatKubernetesKnows(String scaling) throws IOException {
    var objects =
        rendered(
            Map.of(
                "autoscaling.kind", scaling,
                "ingress.enabled", "true",
                "ingress.tlsSecret", "tls",
                "serviceMonitor.enabled", "true",
                "secretKeys.githubToken", "github-token",
                "settings.LOG_LEVEL", "debug"));
    for (var object : objects) {
      check(object);
    }
    var kinds = new TreeSet<String>();
    objects.forEach(object -> kinds.add(kind(object)));
    assertThat(kinds)
        .contains("Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy", "Ingress")
        .contains("ServiceMonitor", "ServiceAccount", "PersistentVolumeClaim");
    assertThat(kinds.contains("ScaledObject")).isEqualTo(scaling.equals("keda"));
    assertThat(kinds.contains("HorizontalPodAutoscaler")).isEqualTo(scaling.equals("hpa"));
  }

  @Test
  void aMisspeltFieldWouldBeFound() {
    var deployment = deployment("api", Map.of());
    deployment.getAsJsonObject("spec").addProperty("replica", 2);
    assertThatThrownBy(() -> V1Deployment.validateJsonElement(deployment))
        .hasMessageContaining("replica");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "worker"})
  void podsHaveNoRightsAndBelieveNoRoot(String role) {
    var spec = podSpec(role, Map.of());
    var own = container(spec).getAsJsonObject("securityContext");
    assertThat(own.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
    assertThat(own.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
    assertThat(own.getAsJsonObject("capabilities").get("drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(spec.getAsJsonObject("securityContext").get("runAsNonRoot").getAsBoolean()).isTrue();
    assertThat(spec.get("automountServiceAccountToken").getAsBoolean()).isFalse();
    assertThat(spec.get("hostUsers").getAsBoolean()).isFalse();
    assertThat(variables(role, Map.of())).containsEntry("JOURNEYMAN_ROLES", role);
  }

  /// What the chart sets is what the service reads, with values that it takes.
  @ParameterizedTest
  @ValueSource(strings = {"api", "worker"})
  void theServiceStartsWithTheseVariables(String role) {
    var values =
        Map.of("publicUrl", "https://journeyman.example.org", "secretKeys.anthropicApiKey", "");
    var variables = variables(role, values);
    // A secret of the chart is a file that is not here.
    variables.keySet().removeIf(name -> name.endsWith("_FILE"));
    variables.put("JWT_SECRET", "0123456789abcdef0123456789abcdef");
    variables.put("ENCRYPTION_KEY", "0123456789abcdef0123456789abcdef");
    variables.put("DATABASE_URL", "postgresql://ada:secret@db.example.org/work");
    var configuration = Configuration.load(new Environment(variables));
    assertThat(configuration.server().allowedHosts())
        .contains("shop", "shop.work", "shop.work.svc");
    assertThat(configuration.server().roles())
        .isEqualTo(Set.of(ServerSettings.Role.valueOf(role.toUpperCase(java.util.Locale.ROOT))));
    assertThat(configuration.limitsShared()).isTrue();
  }

  /// The kubelet ends a pod that takes more than this volume may hold.
  @ParameterizedTest
  @CsvSource({"50Gi, 40", "1Ti, 819", "100G, 74", "5000Mi, 3", "2Gi, 1"})
  void noTaskIsBegunBeforeTheVolumeOfTheHomeIsFull(String size, String gibibytes) {
    var values = Map.of("home.sizeLimit", size);
    for (var role : List.of("api", "worker")) {
      assertThat(variables(role, values)).containsEntry("MAX_DISK_GB", gibibytes);
      assertThat(podSpec(role, values).get("volumes").toString())
          .contains("{\"name\":\"home\",\"emptyDir\":{\"sizeLimit\":\"" + size + "\"}}");
    }
  }

  @ParameterizedTest
  @CsvSource({"1Gi, a pod needs 2Gi at least", "50, sizeLimit", "1.5Ti, sizeLimit"})
  void aHomeWithoutRoomForATaskIsRefused(String size, String reason) {
    assertThatThrownBy(() -> rendered(Map.of("home.sizeLimit", size))).hasMessageContaining(reason);
  }

  @Test
  void theAlertRulesAskForTheJobThatTheServiceMonitorMakes() throws IOException {
    var objects = rendered(Map.of("serviceMonitor.enabled", "true"));
    var monitor = spec(only(objects, "ServiceMonitor"));
    var wanted = monitor.getAsJsonObject("selector").getAsJsonObject("matchLabels");
    var jobs =
        objects.stream()
            .filter(object -> kind(object).equals("Service"))
            .map(HelmChartTest::labels)
            .filter(labels -> labels.entrySet().containsAll(wanted.entrySet()))
            .map(labels -> labels.get(monitor.get("jobLabel").getAsString()).getAsString())
            .toList();
    assertThat(jobs).hasSize(1);
    var rules = Files.readString(Path.of("..", "deploy", "grafana", "alerts.yaml"));
    assertThat(rules)
        .contains("up{job=\"%s\"} == 0".formatted(jobs.getFirst()))
        .contains("absent(up{job=\"%s\"})".formatted(jobs.getFirst()));
    assertThat(Files.readString(Path.of("..", "docs", "monitoring.md")))
        .contains("job_name: " + jobs.getFirst() + "\n");
  }

  private static JsonObject only(List<JsonObject> objects, String kind) {
    return objects.stream().filter(object -> kind(object).equals(kind)).findFirst().orElseThrow();
  }

  private static JsonObject spec(JsonObject object) {
    return object.getAsJsonObject("spec");
  }

  private static JsonObject labels(JsonObject object) {
    return object.getAsJsonObject("metadata").getAsJsonObject("labels");
  }

  @Test
  void secretsAreFilesOfASecretThatExists() {
    assertThat(variables("worker", Map.of("existingSecret", "mine")))
        .containsEntry("DATABASE_URL_FILE", "/run/secrets/journeyman/database-url")
        .containsEntry("ENCRYPTION_KEY_FILE", "/run/secrets/journeyman/encryption-key")
        .doesNotContainKeys("GITHUB_TOKEN_FILE", "REDIS_URL_FILE");
    assertThat(podSpec("worker", Map.of("existingSecret", "mine")).get("volumes").toString())
        .contains("\"secretName\":\"mine\"");
  }

  @Test
  void aValueNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> rendered(Map.of("autoscaling.kind", "magic")))
        .hasMessageContaining("autoscaling");
    assertThatThrownBy(() -> rendered(Map.of("existingSecrt", "x")))
        .hasMessageContaining("existingSecrt");
  }

  @Test
  void theNameOfTheIngressIsAnswered() {
    var plain = Map.of("ingress.enabled", "true", "ingress.host", "tasks.example.org");
    assertThat(variables("api", plain))
        .containsEntry("ALLOWED_HOSTS", "shop,shop.work,shop.work.svc,tasks.example.org")
        .doesNotContainKey("PUBLIC_URL");
    var safe = new java.util.HashMap<>(plain);
    safe.put("ingress.tlsSecret", "tls");
    assertThat(variables("api", safe)).containsEntry("PUBLIC_URL", "https://tasks.example.org");
    safe.put("publicUrl", "https://other.example.org");
    assertThat(variables("api", safe)).containsEntry("PUBLIC_URL", "https://other.example.org");
  }

  @Test
  void whoeverComesFromOutsideTheClusterReachesTheApiButNotTheMetrics() {
    var rules = policy(Map.of()).getAsJsonArray("ingress");
    assertThat(rules.get(0).getAsJsonObject().has("from")).isFalse();
    assertThat(rules.get(1).getAsJsonObject().has("from")).isTrue();
    var from = Map.of("networkPolicy.from[0].ipBlock.cidr", "192.0.2.0/24");
    assertThat(policy(from).getAsJsonArray("ingress").toString()).contains("192.0.2.0/24");
  }

  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, 4318",
    "http://collector:4317/v1, 4317",
    "https://collector.example.org, 443",
    "http://collector-1, 80"
  })
  void tracesReachTheirCollector(String endpoint, String port) {
    var egress = policy(Map.of("settings.OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).get("egress");
    assertThat(egress.toString()).containsOnlyOnce("{\"port\":" + port + ",");
    assertThat(policy(Map.of()).get("egress").toString()).contains(":443,").doesNotContain(":80,");
  }

  @Test
  void anySecretCanBeAFileOrAVariable() throws IOException {
    var values =
        Map.of(
            "secretFiles.GIT_CREDENTIALS", "git-credentials",
            "secretFiles.DEPLOY_SECRET_NPM", "npm-token",
            "secretVariables.OTEL_EXPORTER_OTLP_HEADERS", "otlp-headers");
    check(deployment("worker", values));
    var env = container(podSpec("worker", values)).get("env").toString();
    assertThat(env)
        .contains("\"GIT_CREDENTIALS_FILE\",\"value\":\"/run/secrets/journeyman/git-credentials\"")
        .contains("\"DEPLOY_SECRET_NPM_FILE\",\"value\":\"/run/secrets/journeyman/npm-token\"")
        .contains(
            "\"OTEL_EXPORTER_OTLP_HEADERS\",\"valueFrom\":"
                + "{\"secretKeyRef\":{\"name\":\"journeyman\",\"key\":\"otlp-headers\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "settings.HOST, Leave it out",
    "settings.PUBLIC_URL, Use publicUrl",
    "settings.MAX_DISK_GB, Use home.sizeLimit",
    "settings.DATABASE_URL_FILE, Use secretKeys.databaseUrl",
    "secretFiles.GITHUB_TOKEN, Use secretKeys.githubToken"
  })
  void whatTheChartSetsIsSetOnce(String value, String remedy) {
    assertThatThrownBy(() -> rendered(Map.of(value, "x")))
        .hasMessageContaining(value + " cannot be set here. " + remedy);
  }

  @Test
  void aNameStandsInOneSection() {
    var twice = Map.of("settings.GIT_CREDENTIALS", "x", "secretFiles.GIT_CREDENTIALS", "y");
    assertThatThrownBy(() -> rendered(twice))
        .hasMessageContaining("secretFiles.GIT_CREDENTIALS is set in settings, too");
    assertThat(variables("api", Map.of("settings.LOG_FORMAT", "text")))
        .containsEntry("LOG_FORMAT", "text");
    var names = new ArrayList<String>();
    for (var one :
        container(podSpec("api", Map.of("settings.LOG_FORMAT", "text"))).getAsJsonArray("env")) {
      names.add(one.getAsJsonObject().get("name").getAsString());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  private static JsonObject policy(Map<String, String> values) {
    return spec(only(rendered(values), "NetworkPolicy"));
  }

  private static List<JsonObject> rendered(Map<String, String> values) {
    var command = CHART.template().withName("shop").withNamespace("work").withKubeVersion("1.33.0");
    values.forEach(command::set);
    var objects = new ArrayList<JsonObject>();
    for (var document : new Yaml().loadAll(command.call())) {
      if (document != null) {
        objects.add(new Gson().toJsonTree(document).getAsJsonObject());
      }
    }
    return objects;
  }

  private static void check(JsonObject object) throws IOException {
    switch (kind(object)) {
      case "Deployment" -> V1Deployment.validateJsonElement(object);
      case "Service" -> V1Service.validateJsonElement(object);
      case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(object);
      case "Ingress" -> V1Ingress.validateJsonElement(object);
      case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(object);
      case "PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(object);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(object);
      case "HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.validateJsonElement(object);
      default -> assertThat(FOREIGN).contains(kind(object));
    }
  }

  private static String kind(JsonObject object) {
    return object.get("kind").getAsString();
  }

  private static JsonObject deployment(String role, Map<String, String> values) {
    return rendered(values).stream()
        .filter(object -> kind(object).equals("Deployment"))
        .filter(object -> name(object).equals("shop-" + role))
        .findFirst()
        .orElseThrow();
  }

  private static String name(JsonObject object) {
    return object.getAsJsonObject("metadata").get("name").getAsString();
  }

  private static JsonObject podSpec(String role, Map<String, String> values) {
    return deployment(role, values)
        .getAsJsonObject("spec")
        .getAsJsonObject("template")
        .getAsJsonObject("spec");
  }

  private static JsonObject container(JsonObject podSpec) {
    return podSpec.getAsJsonArray("containers").get(0).getAsJsonObject();
  }

  private static Map<String, String> variables(String role, Map<String, String> values) {
    var variables = new java.util.HashMap<String, String>();
    for (JsonElement variable : container(podSpec(role, values)).getAsJsonArray("env")) {
      var one = variable.getAsJsonObject();
      variables.put(one.get("name").getAsString(), one.get("value").getAsString());
    }
    return variables;
  }
}
