package dev.journeyman.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A service whose disk runs full acknowledges nothing that it cannot store, stays up, and goes on
/// when there is room again.
class FullDiskTest {

  private static final long DISK_BYTES = 1536L << 20;

  @Test
  void nothingIsLostWhileThereIsNoRoom() throws Exception {
    try (var place = Place.create("disk");
        var simulator = Simulator.start(0, script());
        var service = service(place, simulator);
        var people = new People(service)) {
      var repository = GitPlace.create(place.directory().resolve("plain"));
      service.start();
      people.register(repository, Map.of("verify", List.of("test -s base.txt")));
      people.submit("n1", repository, false);

      var filling = fill(service);
      TimeUnit.SECONDS.sleep(3);
      int taken = submitUntilRefused(service);
      assertThat(service.alive()).isTrue();
      Files.delete(filling);

      people.submit("n2", repository, false);
      people.begin();
      awaitDone(people, service);
      assertThat(people.findings()).isEmpty();
      assertThat(people.tasks()).as("%d were taken meanwhile", taken).hasSize(2 + taken);
      for (var task : people.tasks()) {
        // The one that was under way may have ended for lack of room, if it says so.
        assertThat(task.path("status").asText() + " " + task.path("error").asText())
            .matches("completed .*|failed (?s).*([Nn]o space left|disk is nearly full).*");
      }
      assertThat(people.caller().get("/audit/verify").text("/valid")).isEqualTo("true");
      assertThat(Files.readString(service.log())).doesNotContain("PANIC");
    }
  }

  /// A disk of its own, of memory.
  private static ServiceProcess service(Place place, Simulator simulator) throws IOException {
    var home = Files.createDirectories(place.directory().resolve("home"));
    var wrapper = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--dev-bind", "/", "/"));
    if (System.getProperty("user.name").equals("root")) {
      // It starts the database and sandboxed commands as other users.
      wrapper.addAll(List.of("--cap-add", "ALL"));
    }
    wrapper.addAll(List.of("--size", Long.toString(DISK_BYTES), "--tmpfs", home.toString(), "--"));
    var settings = Map.of("ANTHROPIC_BASE_URL", simulator.baseUrl().toString());
    return new ServiceProcess(home, settings, wrapper);
  }

  /// Takes all the room there is on its disk, which only the service sees.
  private static Path fill(ServiceProcess service) throws IOException {
    var inside = ProcessHandle.of(service.processId()).orElseThrow().children().findFirst();
    var root = Path.of("/proc/" + inside.orElseThrow().pid() + "/root");
    var home = root.resolve(service.home().toString().substring(1));
    assertThat(Files.getFileStore(home).getTotalSpace()).isEqualTo(DISK_BYTES);
    var file = home.resolve("filling");
    try (var out = Files.newOutputStream(file)) {
      for (byte[] block : List.of(new byte[1 << 20], new byte[1 << 12])) {
        write(out, block);
      }
    }
    return file;
  }

  private static void write(java.io.OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      // There is no room for another.
    }
  }

  /// The log that the database writes ahead has some room of its own.
  ///
  /// @return how many tasks were taken before the first that could not be stored
  private static int submitUntilRefused(ServiceProcess service) throws Exception {
    for (int taken = 0; taken < 200; taken++) {
      int status = submitOnce(service, "n" + (10 + taken));
      if (status != 202) {
        assertThat(status).isGreaterThanOrEqualTo(500);
        return taken;
      }
    }
    throw new AssertionError("All was taken, with no room left");
  }

  /// @return the status of the answer
  private static int submitOnce(ServiceProcess service, String word) throws Exception {
    var random = new byte[40_000];
    new Random(word.hashCode()).nextBytes(random);
    var filler = Base64.getEncoder().encodeToString(random);
    try (var http = HttpClient.newHttpClient()) {
      var body =
          """
          {"task": "Write the note %s", "repository": "plain", "context": {"filler": "%s"}}"""
              .formatted(word, filler);
      var request =
          HttpRequest.newBuilder(service.address("/api/autonomous/execute"))
              .header("Authorization", "Bearer " + ServiceProcess.token("tester"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static void awaitDone(People people, ServiceProcess service) throws Exception {
    for (int i = 0; i < 3000 && !people.done(); i++) {
      assertThat(service.alive()).as(Files.readString(service.log())).isTrue();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static Script script() throws IOException {
    try (var yaml = FullDiskTest.class.getResourceAsStream("crash.yaml")) {
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
