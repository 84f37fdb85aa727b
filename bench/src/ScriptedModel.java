import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A model that answers at once what it has to for one task after the other, and notes when requests arrive
/// and replies end.
final class ScriptedModel implements AutoCloseable {

  private static final long PATIENCE_MINUTES = 20;

  private final HttpServer server;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();
  private volatile boolean holding;
  private volatile CountDownLatch done = new CountDownLatch(1);
  private volatile String filler = "";
  private volatile boolean shell;
  private volatile long[] gaps = new long[0];
  private volatile long replied;
  private volatile int turn;
  private volatile int bytes;
  private volatile long bareArrival;

  private ScriptedModel(HttpServer server) {
    this.server = server;
  }

  static ScriptedModel start() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var model = new ScriptedModel(server);
    server.createContext("/v1/messages", model::answer);
    server.createContext("/bare", model::receive);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return model;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Plays a task of so many turns with one tool; the last turn is held until the next task is played.
  void play(int turns, boolean withShell, String text) {
    filler = text;
    shell = withShell;
    gaps = new long[turns];
    turn = 0;
    done = new CountDownLatch(1);
  }

  /// Nanoseconds from the end of each reply to the arrival of the request after it.
  long[] gaps() throws InterruptedException {
    if (!done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The task came to a halt at turn " + turn);
    }
    return gaps;
  }

  int lastRequestBytes() {
    return bytes;
  }

  /// Takes a request of anybody, which means nothing.
  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    bareArrival = System.nanoTime();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /// When the last such request had arrived.
  long bareArrival() {
    return bareArrival;
  }

  /// From now on no request is answered.
  void holdAll() {
    holding = true;
    held.set(0);
  }

  void untilHeld(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (held.get() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Only " + held.get() + " of " + count + " agents asked");
      }
      Thread.sleep(20);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    long arrived = System.nanoTime();
    if (holding) {
      held.incrementAndGet();
      hold();
      return;
    }
    var stage = stage(new String(body, StandardCharsets.ISO_8859_1));
    if (!stage.equals("execute")) {
      reply(exchange, "Done.", submission(stage));
      return;
    }
    if (turn > 0) {
      gaps[turn - 1] = arrived - replied;
      bytes = body.length;
    }
    if (turn == gaps.length) {
      done.countDown();
      hold();
      return;
    }
    int now = turn++;
    reply(
        exchange,
        filler,
        shell
            ? call("execute_bash", "{\\\"command\\\":\\\"echo " + now + "\\\"}")
            : call("read_file", "{\\\"path\\\":\\\"f" + now + "\\\"}"));
    replied = System.nanoTime();
  }

  private void hold() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static String stage(String body) {
    int at = body.lastIndexOf("# Stage: ") + 9;
    int end = at;
    while (Character.isLetter(body.charAt(end))) {
      end++;
    }
    return body.substring(at, end);
  }

  static String submission(String stage) {
    return switch (stage) {
      case "analyze" ->
          call(
              "submit_analysis",
              "{\\\"summary\\\":\\\"s\\\",\\\"changes\\\":[],\\\"risks\\\":[],\\\"success_criteria\\\":[\\\"c\\\"]}");
      case "plan" ->
          call(
              "submit_plan",
              "{\\\"steps\\\":[{\\\"action\\\":\\\"execute_bash\\\",\\\"target\\\":\\\".\\\",\\\"description\\\":\\\"d\\\",\\\"check\\\":\\\"true\\\"}],\\\"rollback\\\":\\\"r\\\",\\\"testing\\\":\\\"t\\\"}");
      default -> throw new IllegalStateException("Nothing is scripted for " + stage);
    };
  }

  static String call(String tool, String input) {
    return """
        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_%d","name":"%s","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"%s"}}

        """
        .formatted(System.nanoTime(), tool, input);
  }

  static void reply(HttpExchange exchange, String text, String call) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("request-id", "req_" + System.nanoTime());
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      out.write(
          ("""
          event: message_start
          data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":10,"output_tokens":1}}}

          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          event: content_block_delta
          data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

          event: content_block_stop
          data: {"type":"content_block_stop","index":0}

          %sevent: message_delta
          data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":700}}

          event: message_stop
          data: {"type":"message_stop"}

          """
                  .formatted(text, call))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
