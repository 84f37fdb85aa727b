package dev.journeyman.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Messages API on a port of the loopback interface, until it is closed. It answers many requests
/// at once; all its methods may be called from any thread.
public final class Simulator implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final FaultQueue faults = new FaultQueue();
  private final Pauses pauses = new Pauses();

  private Simulator(HttpServer server, Script script, InstantSource clock) {
    this.server = server;
    var models = new ModelTable();
    var messages =
        new MessagesHandler(
            new Validator(models, script.window()), script, new PromptCache(clock), faults, pauses);
    server.createContext(
        "/",
        new Router(
            messages, new ModelsHandler(models), new ControlHandler(faults), clock, requests::add));
    server.setExecutor(threads);
  }

  /// Starts a simulator with the system's clock.
  ///
  /// @param port 0 for a free one
  /// @throws UncheckedIOException if the port is taken
  public static Simulator start(int port, Script script) {
    return start(port, script, InstantSource.system());
  }

  /// Starts a simulator.
  ///
  /// @param port 0 for a free one
  /// @param clock decides how long the prompt cache holds
  /// @throws UncheckedIOException if the port is taken
  public static Simulator start(int port, Script script, InstantSource clock) {
    // Without this each small event of a stream waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var simulator = new Simulator(HttpServer.create(address, 0), script, clock);
      simulator.server.start();
      return simulator;
    } catch (IOException e) {
      throw new UncheckedIOException("The simulator cannot listen on port " + port, e);
    }
  }

  /// Where it listens, without a path: what a client takes as its base URL.
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// All requests so far, oldest first, refused ones included.
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /// Lets the next valid requests to `/v1/messages` fail: each fault hits as many as its `times`.
  public void inject(Fault... next) {
    faults.add(List.of(next));
  }

  /// Ends all pauses and closes all connections at once.
  @Override
  public void close() {
    pauses.end();
    server.stop(0);
    threads.shutdownNow();
  }
}
