package dev.journeyman.app;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.http.TokenMint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Starts the service, walks its main routes and ends, so that the next start finds ready what was
/// loaded.
@Command(name = "train", hidden = true, description = "Walk the main routes for the start cache.")
final class TrainCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(TrainCommand.class);

  private static final List<String> ROUTES =
      List.of(
          "/healthz",
          "/api/autonomous/health",
          "/api/autonomous/tasks",
          "/api/autonomous/learnings",
          "/api/autonomous/capabilities",
          "/api/autonomous/repositories");

  @Parameters(index = "0", description = "A directory for this run alone.")
  private Path home = Path.of(".");

  @Override
  public Integer call() throws Exception {
    var variables = new HashMap<String, String>();
    variables.put("JOURNEYMAN_HOME", home.toString());
    variables.put("PORT", "0");
    variables.put("MANAGEMENT_PORT", "0");
    var configuration = Configuration.load(new Environment(variables));
    logInBothForms();
    walk(configuration);
    // Later starts find a database, which takes other ways than making one.
    walk(configuration);
    return 0;
  }

  private static void logInBothForms() {
    for (var format : LogSettings.Format.values()) {
      LogSetup.apply(new LogSettings(LogSettings.Level.INFO, format), Redaction.NONE);
      LOG.info("Preparing a fast start", new IllegalStateException("An example"));
    }
  }

  private static void walk(Configuration configuration) throws Exception {
    try (var service = Service.start(configuration);
        var client = HttpClient.newHttpClient()) {
      var token =
          new TokenMint(configuration.authentication().jwt(), Clock.systemUTC())
              .admin("train", "default", Duration.ofMinutes(5));
      for (var route : ROUTES) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + route))
                .header("Authorization", "Bearer " + token)
                .build();
        client.send(request, BodyHandlers.ofString());
      }
    }
  }
}
