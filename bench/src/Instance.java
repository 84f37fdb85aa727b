import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service of its own for one benchmark, in a process of its own, with durable storage. Unless
/// told otherwise it takes tasks in and works on none.
final class Instance implements AutoCloseable {

  /// Another where somebody else measures on this machine: `-Dbench.port`.
  static final int PORT = Integer.getInteger("bench.port", 4602);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path home;
  private final Map<String, String> settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;
  private String token = "";

  Instance(Path root) throws IOException {
    this(root, Map.of("JOURNEYMAN_ROLES", "api", "ANTHROPIC_BASE_URL", "http://127.0.0.1:9"));
  }

  /// @param settings environment variables of the service, beside those that keep it to itself
  Instance(Path root, Map<String, String> settings) throws IOException {
    this.root = root;
    this.settings = settings;
    this.home = Files.createTempDirectory(Path.of("/var/tmp"), "journeyman-bench-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /// Starts the service.
  ///
  /// @return milliseconds until it served
  long start() throws IOException, InterruptedException {
    long started = System.nanoTime();
    process = command("serve").redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    while (!serves()) {
      if (!process.isAlive() || System.nanoTime() - started > TimeUnit.SECONDS.toNanos(120)) {
        throw new IOException("The service did not start: " + Files.readString(home.resolve("log")));
      }
      Thread.sleep(5);
    }
    long took = (System.nanoTime() - started) / 1_000_000;
    if (token.isEmpty()) {
      token = output(command("token"));
    }
    return took;
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  String token() {
    return token;
  }

  /// Registers a repository with one commit.
  void registerSample() throws IOException, InterruptedException {
    registerSample(Map.of());
  }

  /// Files `f0` to `f` and this number, for agents that have to read something else each time.
  static Map<String, String> numberedFiles(int last) {
    var files = new LinkedHashMap<String, String>();
    for (int i = 0; i <= last; i++) {
      files.put("f" + i, "file number " + i + "\n");
    }
    return files;
  }

  /// @param files what it holds besides, by path
  void registerSample(Map<String, String> files) throws IOException, InterruptedException {
    var sample = Files.createDirectory(home.resolve("sample"));
    Files.writeString(sample.resolve("README"), "sample\n");
    for (var file : files.entrySet()) {
      Files.writeString(sample.resolve(file.getKey()), file.getValue());
    }
    for (var arguments :
        List.of(
            List.of("init", "-q", "-b", "main"),
            List.of("add", "."),
            List.of("-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "-qm", "start"))) {
      var line = new ArrayList<>(List.of("git", "-C", sample.toString()));
      line.addAll(arguments);
      output(new ProcessBuilder(line));
    }
    post("/repositories", Map.of("location", sample.toString(), "name", "sample"));
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    var response =
        http.send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    var response = http.send(request(path).build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  void cancel(String task) throws IOException, InterruptedException {
    var response = http.send(request("/tasks/" + task).DELETE().build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException("Cancelling answered " + response.statusCode() + ": " + response.body());
    }
  }

  /// Resident memory of the service's process, in MiB.
  long residentMib() throws IOException {
    return kib(Path.of("/proc/" + process.pid() + "/status"), "VmRSS:") / 1024;
  }

  /// What the service's metric of this name and these labels is, summed over the others.
  double metric(String name, String... labels) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + (PORT + 1) + "/metrics");
    var scrape = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    return scrape
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// What is on the heap after everything was collected that can be, in MiB.
  long liveHeapMib() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    output(new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run"));
    return (long) metric("jvm_memory_used_bytes", "area=\"heap\"") >> 20;
  }

  /// Proportional memory of PostgreSQL's processes, in MiB.
  long databaseMib() throws IOException {
    long sum = 0;
    for (var child : ProcessHandle.allProcesses().toList()) {
      var line = child.info().commandLine().orElse("");
      var place = Path.of("/proc/" + child.pid() + "/cwd");
      if (!line.contains("postgres")) {
        continue;
      }
      try {
        if (place.toRealPath().startsWith(home)) {
          sum += kib(Path.of("/proc/" + child.pid() + "/smaps_rollup"), "Pss:");
        }
      } catch (IOException _) {
        // It ended meanwhile.
      }
    }
    return sum / 1024;
  }

  @Override
  public void close() throws Exception {
    stop();
    output(new ProcessBuilder("rm", "-rf", home.toString()));
  }

  private boolean serves() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/healthz")).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/api/autonomous" + path))
        .header("Authorization", "Bearer " + token);
  }

  private ProcessBuilder command(String name) {
    var builder = new ProcessBuilder(root.resolve("journeyman").toString(), name);
    var environment = builder.environment();
    environment.put("JOURNEYMAN_HOME", home.toString());
    environment.put("PORT", Integer.toString(PORT));
    environment.put("MANAGEMENT_PORT", Integer.toString(PORT + 1));
    environment.put("ANTHROPIC_API_KEY", "offline");
    environment.put("LOG_LEVEL", "warn");
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx512m");
    // One person is the whole crowd, and what it may ask for is not what is measured.
    environment.put("READS_PER_MINUTE", "1000000000");
    environment.put("WRITES_PER_MINUTE", "1000000000");
    environment.put("TENANT_READS_PER_MINUTE", "1000000000");
    environment.put("TENANT_WRITES_PER_MINUTE", "1000000000");
    environment.put("MAX_STREAMS_PER_PERSON", "20000");
    environment.putAll(settings);
    return builder;
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var text = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(builder.command() + " failed: " + text);
    }
    return text.strip();
  }

  private static long kib(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
