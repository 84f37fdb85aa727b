package dev.journeyman.durability;

import dev.journeyman.http.JwtSettings;
import dev.journeyman.http.TokenMint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A service in a process of its own, with a home and a port that it keeps from start to start.
public final class ServiceProcess implements AutoCloseable {

  private static final String SECRET = "durable-0123456789-abcdefghijklmnopqrstuvwxyz";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final int port = freePort();
  private final Map<String, String> settings;
  private final List<String> wrapper;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  /// @param home made if it is missing
  /// @param settings environment variables, beside those that keep the service to itself
  public ServiceProcess(Path home, Map<String, String> settings) {
    this(home, settings, List.of());
  }

  /// @param wrapper a command that becomes the command which follows it
  ServiceProcess(Path home, Map<String, String> settings, List<String> wrapper) {
    this.home = home;
    this.settings = Map.copyOf(settings);
    this.wrapper = List.copyOf(wrapper);
  }

  /// Starts it, and returns when it serves.
  public void start() throws IOException, InterruptedException {
    begin();
    awaitServing();
  }

  /// Starts it and waits for nothing.
  public void begin() throws IOException {
    Files.createDirectories(home);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + settings.getOrDefault("HEAP", "256m"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.journeyman.app.Main",
            "serve"));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = builder.start();
  }

  private Map<String, String> environment() {
    var all = new TreeMap<String, String>();
    all.put("JOURNEYMAN_HOME", home.toString());
    all.put("PORT", Integer.toString(port));
    all.put("MANAGEMENT_PORT", "0");
    all.put("ANTHROPIC_API_KEY", "offline");
    all.put("JWT_SECRET", SECRET);
    all.put("LOG_FORMAT", "text");
    all.putAll(settings);
    all.remove("HEAP");
    return all;
  }

  public void awaitServing() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!serves()) {
      if (!running().isAlive() || System.nanoTime() > end) {
        throw new IOException("The service did not start: " + Files.readString(log()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// Without the role `api` it has no port and says so in its log.
  private boolean serves() throws IOException, InterruptedException {
    if (!settings.getOrDefault("JOURNEYMAN_ROLES", "api").contains("api")) {
      return Files.readString(log()).contains("Journeyman serves on");
    }
    try {
      var request =
          HttpRequest.newBuilder(address("/healthz")).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /// `kill -9`, and nothing else: what it started is left to itself.
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /// `kill -9` of the service and of its PostgreSQL, as when the machine goes down.
  public void killWithDatabase() throws IOException, InterruptedException {
    var postmaster = home.resolve("database/cluster/postmaster.pid");
    long database = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
    var children = running().descendants().toList();
    running().destroyForcibly();
    ProcessHandle.of(database).ifPresent(ProcessHandle::destroyForcibly);
    children.forEach(ProcessHandle::destroyForcibly);
    running().waitFor();
  }

  /// As a signal of the system would; waits until it has ended.
  public void stop() throws InterruptedException {
    var stopping = running();
    stopping.destroy();
    if (!stopping.waitFor(60, TimeUnit.SECONDS)) {
      stopping.destroyForcibly().waitFor();
      throw new IllegalStateException("The service did not stop within 60 s");
    }
  }

  public boolean alive() {
    return process != null && process.isAlive();
  }

  public long processId() {
    return running().pid();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public Path home() {
    return home;
  }

  public Path log() {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  /// An administrator's token, good for every service of this kind.
  public static String token(String user) {
    var settings = JwtSettings.withSecret(SECRET.getBytes(StandardCharsets.UTF_8));
    return new TokenMint(settings, Clock.systemUTC()).admin(user, "default", Duration.ofHours(6));
  }

  @Override
  public void close() {
    http.shutdownNow();
    if (alive()) {
      running().destroyForcibly().onExit().join();
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("The service was not started");
    }
    return process;
  }

  /// Below the ports that the kernel gives to connections: after a kill it has to be free again.
  private static int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // Taken; there are others.
      }
    }
    throw new IllegalStateException("No port between 20000 and 30000 is free");
  }
}
