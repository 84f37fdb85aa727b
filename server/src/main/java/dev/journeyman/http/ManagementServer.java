package dev.journeyman.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.MDC;

/// The port for those who run the service: probes and metrics, without a token. Every instance has
/// one, whatever its roles.
public final class ManagementServer implements AutoCloseable {

  private final Javalin server;

  private ManagementServer(Javalin server) {
    this.server = server;
  }

  /// Starts to listen.
  ///
  /// @param redaction takes the secrets that the service holds out of answers
  /// @throws io.javalin.util.JavalinBindException if it cannot listen there; the message says why
  public static ManagementServer start(
      HttpSettings settings,
      Operations operations,
      Redaction redaction,
      PrometheusMeterRegistry registry) {
    var answers = new Answers(redaction);
    var door = new FrontDoor(settings.site());
    var probes = new OpenRoutes(operations, answers, new StaticFiles(settings.console()));
    var server =
        Javalin.create(
            config -> {
              HttpServer.common(config, settings.connections());
              config.routes.before(door::greet);
              config.routes.before(door::admit);
              config.routes.after(_ -> MDC.clear());
              config.routes.exception(
                  HttpResponseException.class, (e, context) -> answers.problem(context, e));
              config.routes.exception(Exception.class, (e, context) -> answers.problem(context, e));
              probes.addProbes(config.routes);
              config.routes.get("/metrics", context -> scrape(context, registry), Access.OPEN);
            });
    Listening.start(server, settings.management(), "MANAGEMENT_");
    return new ManagementServer(server);
  }

  /// The port that it got.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void scrape(Context context, PrometheusMeterRegistry registry) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }
}
