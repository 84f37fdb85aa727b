import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A model that takes a while for each turn and answers many agents at once; each agent's task names
/// it as `agent 17`, and reads the files `f1`, `f2` and so on. It notes when each agent asks for the first time, and how long each takes from a
/// reply to its next request.
final class CrowdModel implements AutoCloseable {

  private static final Pattern AGENT = Pattern.compile("agent (\\d+)\\b");

  private final HttpServer server;
  private final long thinkingMillis;
  private final int turns;
  private final CountDownLatch finished;
  private final Map<String, Agent> agents = new ConcurrentHashMap<>();
  private final List<Long> gaps = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger thinking = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();

  private static final class Agent {
    private final long first = System.nanoTime();
    private volatile long replied;
    private volatile int turn;
  }

  private CrowdModel(HttpServer server, long thinkingMillis, int turns, int agents) {
    this.server = server;
    this.thinkingMillis = thinkingMillis;
    this.turns = turns;
    this.finished = new CountDownLatch(agents);
  }

  /// @param turns of each agent that use a tool, beside those that hand in analysis, plan and step
  static CrowdModel start(long thinkingMillis, int turns, int agents) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "-1");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    var model = new CrowdModel(server, thinkingMillis, turns, agents);
    server.createContext("/v1/messages", model::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return model;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Waits until every agent has handed in its step.
  boolean awaitAll(long minutes) throws InterruptedException {
    return finished.await(minutes, TimeUnit.MINUTES);
  }

  long left() {
    return finished.getCount();
  }

  /// Nanoseconds of the clock at which each agent asked first, by its number.
  Map<String, Long> firstRequests() {
    var first = new ConcurrentHashMap<String, Long>();
    agents.forEach((number, agent) -> first.put(number, agent.first));
    return first;
  }

  /// Nanoseconds from each reply to the same agent's next request.
  long[] gaps() {
    synchronized (gaps) {
      return gaps.stream().mapToLong(Long::longValue).toArray();
    }
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  int replies() {
    return replies.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    long arrived = System.nanoTime();
    var number = AGENT.matcher(body);
    if (!number.find()) {
      throw new IOException("No agent is named");
    }
    var agent = agents.computeIfAbsent(number.group(1), _ -> new Agent());
    if (agent.replied > 0) {
      gaps.add(arrived - agent.replied);
    }
    think();
    ScriptedModel.reply(exchange, "Done.", next(agent, ScriptedModel.stage(body)));
    agent.replied = System.nanoTime();
    replies.incrementAndGet();
  }

  private void think() {
    mostAtOnce.accumulateAndGet(thinking.incrementAndGet(), Math::max);
    try {
      TimeUnit.MILLISECONDS.sleep(thinkingMillis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      thinking.decrementAndGet();
    }
  }

  private String next(Agent agent, String stage) {
    return switch (stage) {
      case "execute" -> {
        if (agent.turn < turns) {
          agent.turn++;
          yield ScriptedModel.call("read_file", "{\\\"path\\\":\\\"f" + agent.turn + "\\\"}");
        }
        finished.countDown();
        yield ScriptedModel.call("finish_step", "{\\\"summary\\\":\\\"Done.\\\"}");
      }
      case "learn" ->
          ScriptedModel.call("submit_learnings", "{\\\"patterns\\\":[],\\\"improvements\\\":[]}");
      default -> ScriptedModel.submission(stage);
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
