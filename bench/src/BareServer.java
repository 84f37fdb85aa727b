import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.javalin.Javalin;
import org.slf4j.LoggerFactory;

/// A server that answers every request with one constant, in a process of its own: what this
/// machine and the load generator beside it let through, to compare the service's figures with.
final class BareServer {

  static final int PORT = 4606;

  public static void main(String[] arguments) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    var answer = "x".repeat(1000);
    Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.startup.showJavalinBanner = false;
              config.routes.get("/api/autonomous/constant", context -> context.result(answer));
            })
        .start("127.0.0.1", PORT);
  }

  /// Starts one and waits until it listens.
  static Process start() throws Exception {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var process =
        new ProcessBuilder(
                java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-cp",
                System.getProperty("java.class.path"), System.getProperty("bench.sources") + "/BareServer.java")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      try (var connection = new Connection(PORT)) {
        connection.exchange(Connection.get("/constant", ""), 200);
        return process;
      } catch (java.io.IOException _) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("The bare server did not start");
  }
}
