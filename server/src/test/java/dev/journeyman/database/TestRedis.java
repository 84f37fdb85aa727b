package dev.journeyman.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real Redis on a free port, with a password and without files.
public final class TestRedis implements AutoCloseable {

  private static final String PASSWORD = "a-password-of-redis";

  private final int port;
  private Process process;

  private TestRedis(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  public static TestRedis start() throws IOException, InterruptedException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return new TestRedis(port, begin(port));
  }

  public URI address() {
    return URI.create("redis://:%s@127.0.0.1:%d".formatted(PASSWORD, port));
  }

  void stop() {
    process.destroyForcibly().onExit().join();
  }

  void startAgain() throws IOException, InterruptedException {
    process = begin(port);
  }

  @Override
  public void close() {
    stop();
  }

  private static Process begin(int port) throws IOException, InterruptedException {
    var log = Files.createTempFile(Path.of("/var/tmp"), "journeyman-redis-", ".log");
    log.toFile().deleteOnExit();
    var process =
        new ProcessBuilder("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    process.command().addAll(java.util.List.of("--save", "", "--requirepass", PASSWORD));
    var started = process.start();
    for (int i = 0; i < 100; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return started;
      } catch (IOException _) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("Redis did not start: " + Files.readString(log));
  }
}
