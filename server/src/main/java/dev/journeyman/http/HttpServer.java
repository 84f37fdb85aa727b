package dev.journeyman.http;

import dev.journeyman.telemetry.HttpMetrics;
import dev.journeyman.telemetry.Traces;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.router.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// The service's main port.
///
/// ```
/// request ─► FrontDoor ─► Authentication ─► RateLimiter ─► route ─► Answers
/// ```
public final class HttpServer implements AutoCloseable {

  private final Javalin main;
  private final StreamHub streams;
  private final RateLimiter limiter;

  private HttpServer(Javalin main, StreamHub streams, RateLimiter limiter) {
    this.main = main;
    this.streams = streams;
    this.limiter = limiter;
  }

  /// Starts to listen.
  ///
  /// @throws io.javalin.util.JavalinBindException if it cannot listen there; the message says why
  public static HttpServer start(
      HttpSettings settings, Collaborators rooms, PrometheusMeterRegistry registry, Traces traces) {
    var metrics = new HttpMetrics(registry);
    var answers = new Answers(rooms.redaction());
    var json = new TaskJson(rooms.doers().forecast());
    var streams =
        new StreamHub(rooms.stores().tasks(), json, answers, rooms.clock(), settings.limits());
    var door = new FrontDoor(settings.site());
    var files = new StaticFiles(settings.console());
    var open = new OpenRoutes(rooms.doers().operations(), answers, files);
    var limiter = new RateLimiter(settings.limits());
    var main =
        Javalin.create(
            config -> {
              common(config, settings.connections());
              new ApiSurface(
                      settings, rooms, metrics, traces, files, streams, json, answers, door, open,
                      limiter)
                  .add(config.routes);
            });
    metrics.readers(streams::readers);
    var server = new HttpServer(main, streams, limiter);
    server.listen(settings);
    return server;
  }

  /// The port that the main server got.
  public int port() {
    return main.port();
  }

  public StreamHub streams() {
    return streams;
  }

  /// Shares the limits of requests with other instances; to be called every second, by one thread.
  public void settle(SharedUse shared) {
    limiter.settle(shared);
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
  }

  private void listen(HttpSettings settings) {
    try {
      Listening.start(main, settings.main(), "");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static void common(JavalinConfig config, ConnectionLimits limits) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = JsonBody.LIMIT;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(http -> harden(http, limits));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new PlainErrors());
          server.addEventListener(new Connectors(limits));
          server.addBean(new ConnectionCount(limits.most(), server));
          server.setHandler(handlers(limits));
        });
    config.router.javaLangErrorHandler(
        (response, error) -> {
          org.slf4j.LoggerFactory.getLogger(HttpServer.class).error("A request failed", error);
          response.setStatus(500);
        });
  }

  private static Handler handlers(ConnectionLimits limits) {
    return new HeaderDeadline(
        Duration.ofMillis(limits.headerMillis()),
        new HeadRequests(new BodyPace(limits.slowestBytesPerSecond())));
  }

  private record Connectors(ConnectionLimits limits) implements LifeCycle.Listener {

    /// After a restart every reader comes back at once; whoever finds no room loses a second.
    private static final int ACCEPT_QUEUE = 4096;

    @Override
    public void lifeCycleStarting(LifeCycle event) {
      for (var connector : ((Server) event).getConnectors()) {
        var socket = (ServerConnector) connector;
        socket.setAcceptQueueSize(ACCEPT_QUEUE);
        socket.setIdleTimeout(limits.idleMillis());
      }
    }
  }

  private static void harden(HttpConfiguration http, ConnectionLimits limits) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(limits.headerBytes());
  }
}
