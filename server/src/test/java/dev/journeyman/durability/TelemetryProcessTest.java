package dev.journeyman.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import dev.journeyman.telemetry.TraceCollector;
import dev.journeyman.telemetry.TraceCollector.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Traces and logs of service processes, as those see them who operate them.
class TelemetryProcessTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  /// What surrounds one service.
  private record Stage(Place place, Simulator simulator, ServiceProcess service, Caller caller)
      implements AutoCloseable {

    static Stage open(Map<String, String> settings) throws IOException {
      var place = Place.create("telemetry");
      var simulator = Simulator.start(0, script());
      var all = new HashMap<>(Map.of("ANTHROPIC_BASE_URL", simulator.baseUrl().toString()));
      all.put("LOG_FORMAT", "json");
      all.putAll(settings);
      var service = new ServiceProcess(place.directory().resolve("home"), all);
      return new Stage(place, simulator, service, new Caller("ada", () -> service));
    }

    /// @return the id of the task
    String submit(String text) throws IOException, InterruptedException {
      service.start();
      var repository = GitPlace.create(place.directory().resolve("repository"));
      var location = repository.directory().toString();
      var registration =
          Map.of("name", "one", "location", location, "verify", List.of("test -s base.txt"));
      assertThat(caller.post("/repositories", registration).status()).isEqualTo(201);
      var answer = caller.post("/execute", Map.of("task", text), Map.of("traceparent", PARENT));
      return answer.text("/taskId");
    }

    void await(String id, String status) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
      while (!caller.get("/tasks/" + id).text("/status").equals(status)) {
        assertThat(System.nanoTime()).as("%s in time", status).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }

    void wholeWay(String text) throws IOException, InterruptedException {
      complete(text);
      service.stop();
    }

    void complete(String text) throws IOException, InterruptedException {
      var id = submit(text);
      await(id, "pending_approval");
      caller.post("/approve/" + id, Map.of("approved", true));
      await(id, "completed");
    }

    /// What the task then does takes minutes, unless it is cut off.
    void awaitCall(String id, String tool) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (!caller.get("/tasks/" + id + "/events").body().toString().contains(tool)) {
        assertThat(System.nanoTime()).as("%s in time", tool).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }

    /// The exporter tries for some seconds before it says that it failed.
    void awaitLogged(String text) throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (!Files.readString(service.log()).contains(text)) {
        assertThat(System.nanoTime()).as("'%s' in time", text).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }

    /// Every line of the log, which has to be JSON.
    List<JsonNode> log() throws IOException {
      return Files.readAllLines(service.log()).stream()
          .filter(line -> !line.startsWith("NOTE: Picked up"))
          .map(StoredJson::tree)
          .toList();
    }

    @Override
    public void close() throws IOException {
      caller.close();
      service.close();
      simulator.close();
      place.close();
    }
  }

  @Test
  void aKilledServiceGoesOnInTheSameTrace() throws Exception {
    try (var collector = new TraceCollector();
        var stage = Stage.open(collector.variables())) {
      var id = stage.submit("Restart: go on afterwards");
      collector.await(TRACE, "stage planning");
      collector.await(TRACE, span -> span.name().startsWith("chat"));
      stage.awaitCall(id, "execute_bash");
      stage.service().kill();
      stage.service().start();
      stage.await(id, "pending_approval");

      var ended =
          collector.await(
              TRACE, span -> span.attribute("journeyman.task.status").equals("pending_approval"));
      assertThat(collector.above(ended)).containsExactly("POST /api/autonomous/execute");
      assertThat(collector.trace(TRACE).stream().map(Received::instance).distinct()).hasSize(2);
    }
  }

  @Test
  void withoutVariablesTheSdkIsNotLoadedAndTheLogIsWhole() throws Exception {
    var classes = Files.createTempFile("classes", ".log");
    var options = "-Xlog:class+load:file=" + classes;
    try (var stage = Stage.open(Map.of("JDK_JAVA_OPTIONS", options))) {
      stage.wholeWay("Write a note about Xanadu");

      assertThat(loaded(classes))
          .contains("dev.journeyman.telemetry.Traces")
          .noneMatch(name -> name.matches("io\\.opentelemetry\\.(sdk|exporter)\\..*"));
      assertThat(stage.simulator().requests())
          .isNotEmpty()
          .allMatch(request -> request.header("traceparent").isEmpty());
      var log = stage.log();
      assertThat(log).allMatch(line -> line.hasNonNull("@timestamp") && line.hasNonNull("level"));
      assertThat(log.toString()).doesNotContain("Xanadu", "eyJ", "signin");
      assertThat(log.getFirst().path("message").asText()).isNotBlank();
      var working = log.stream().filter(line -> line.has("taskId")).toList();
      assertThat(working)
          .hasSizeGreaterThan(5)
          .allMatch(line -> line.path("traceId").asText().equals(TRACE))
          .allMatch(line -> line.path("tenant").asText().equals("default"))
          .allMatch(line -> line.path("user").asText().equals("ada"));
    } finally {
      Files.delete(classes);
    }
  }

  @Test
  void aReceiverThatIsAwayHarmsNothing() throws Exception {
    var away =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://127.0.0.1:" + freePort(),
            "OTEL_BSP_SCHEDULE_DELAY",
            "20");
    try (var stage = Stage.open(away)) {
      stage.complete("Write a note");
      stage.awaitLogged("Failed to export");
      stage.service().stop();
      var told =
          stage.log().stream()
              .filter(line -> line.path("logger_name").asText().startsWith("io.opentelemetry"))
              .toList();
      assertThat(told).hasSizeBetween(1, 30);
      assertThat(told.toString()).contains("Failed to export");
    }
  }

  private static Set<String> loaded(Path classes) throws IOException {
    return Files.readAllLines(classes).stream()
        .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").replaceFirst(" source:.*", ""))
        .collect(Collectors.toSet());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Script script() throws IOException {
    try (var yaml =
        TelemetryProcessTest.class.getResourceAsStream("/dev/journeyman/app/whole-way.yaml")) {
      if (yaml == null) {
        throw new IOException("The script is missing");
      }
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)).withoutDelays();
    }
  }
}
