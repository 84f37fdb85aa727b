package dev.journeyman.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/// The service's two ports: the main one, and one for those who run it.
///
/// ```
/// request ─► FrontDoor ─► Authentication ─► RateLimiter ─► route ─► Answers
/// ```
public final class HttpServer implements AutoCloseable {

  /// Slower than this, a request is given up (408); in bytes per second.
  private static final long SLOWEST_REQUEST = 100;

  private static final int LARGEST_HEADER = 16 << 10;

  private final Javalin main;
  private final Javalin management;
  private final StreamHub streams;

  private HttpServer(Javalin main, Javalin management, StreamHub streams) {
    this.main = main;
    this.management = management;
    this.streams = streams;
  }

  /// Starts to listen on both ports.
  ///
  /// @throws io.javalin.util.JavalinBindException if a port is taken
  public static HttpServer start(
      HttpSettings settings, Collaborators rooms, PrometheusMeterRegistry registry) {
    var answers = new Answers(rooms.redaction());
    var json = new TaskJson(rooms.doers().forecast());
    var streams =
        new StreamHub(
            rooms.stores().tasks(), json, answers, rooms.clock(), settings.limits().streams());
    var door = new FrontDoor(settings.site());
    var files = new StaticFiles(settings.console());
    var open = new OpenRoutes(rooms.doers().operations(), answers, files);
    var main =
        Javalin.create(
            config -> {
              common(config);
              config.routes.before(door::admit);
              new ApiSurface(settings, rooms, registry, files, streams, json, answers, door, open)
                  .add(config.routes);
            });
    var management =
        Javalin.create(
            config -> {
              common(config);
              config.routes.before(door::admit);
              failures(config.routes, answers);
              open.addProbes(config.routes);
              config.routes.get("/metrics", context -> scrape(context, registry), Access.OPEN);
            });
    registry.gauge("journeyman.http.streams", streams, StreamHub::readers);
    var server = new HttpServer(main, management, streams);
    server.listen(settings);
    return server;
  }

  /// The port that the main server got.
  public int port() {
    return main.port();
  }

  public int managementPort() {
    return management.port();
  }

  public StreamHub streams() {
    return streams;
  }

  /// Every route of the main port, for the test that walks them all.
  List<Endpoint> routes() {
    return main.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .toList();
  }

  /// Ends the streams, then stops listening and waits for the requests that run.
  @Override
  public void close() {
    streams.close();
    main.stop();
    management.stop();
  }

  private void listen(HttpSettings settings) {
    try {
      main.start(settings.main().host(), settings.main().port());
      management.start(settings.management().host(), settings.management().port());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void common(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = JsonBody.LIMIT;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(HttpServer::harden);
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new PlainErrors());
          server.addEventListener(new LongAcceptQueue());
          server.setHandler(new MinimumDataRateHandler(SLOWEST_REQUEST, 0));
        });
    config.router.javaLangErrorHandler(
        (response, error) -> {
          org.slf4j.LoggerFactory.getLogger(HttpServer.class).error("A request failed", error);
          response.setStatus(500);
        });
  }

  /// After a restart every reader comes back at once; whoever finds the queue full loses a second.
  private static final class LongAcceptQueue implements LifeCycle.Listener {

    private static final int LENGTH = 4096;

    @Override
    public void lifeCycleStarting(LifeCycle event) {
      for (var connector : ((Server) event).getConnectors()) {
        ((ServerConnector) connector).setAcceptQueueSize(LENGTH);
      }
    }
  }

  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(LARGEST_HEADER);
  }

  private static void failures(RoutesConfig routes, Answers answers) {
    routes.exception(HttpResponseException.class, (e, context) -> answers.problem(context, e));
    routes.exception(Exception.class, (e, context) -> answers.problem(context, e));
  }

  private static void scrape(Context context, PrometheusMeterRegistry registry) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }
}
