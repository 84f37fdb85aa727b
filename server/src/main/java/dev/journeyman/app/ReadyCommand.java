package dev.journeyman.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Asks the service on this machine whether it can serve; ends with 1 when it cannot. For the
/// health checks of containers, in which there is nothing else that could ask.
@Command(
    name = "ready",
    description = "Ask the service on this machine whether it can serve.",
    mixinStandardHelpOptions = true)
final class ReadyCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int OK = 200;

  @Override
  public Integer call() throws InterruptedException {
    var environment = Environment.ofProcess();
    var address =
        URI.create(
            "http://127.0.0.1:%d/readyz".formatted(ServerSettings.managementPort(environment)));
    return answers(address) ? 0 : 1;
  }

  static boolean answers(URI address) throws InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      System.err.printf("%s answers %d%n", address, status);
      return status == OK;
    } catch (IOException e) {
      System.err.printf("%s does not answer (%s)%n", address, e.getClass().getSimpleName());
      return false;
    }
  }
}
