import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Measures the streams of a running service: many readers of one task, and how long an event takes to all.
final class StreamBench {

  private static final int EVENTS = 10;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    var results = new Results(root, "stream");
    try (var instance = new Instance(root)) {
      instance.start();
      instance.registerSample();
      for (int readers : new int[] {1_000, 10_000}) {
        results.put(readers + " readers", measure(instance, readers));
      }
      results.write(Map.of("eventsEach", EVENTS, "heap", "512 MiB"));
    }
  }

  private static Map<String, Object> measure(Instance instance, int count) throws Exception {
    var id = instance.post("/execute", Map.of("task", "Be watched")).path("taskId").textValue();
    try (var crowd = new Crowd(count)) {
      long began = System.nanoTime();
      crowd.connect(Connection.get("/stream/" + id, instance.token()));
      crowd.until(1);
      double connected = (System.nanoTime() - began) / 1e9;
      var nanos = new long[count * EVENTS];
      int filled = 0;
      for (int event = 1; event <= EVENTS; event++) {
        long told = System.nanoTime();
        var poster = Thread.ofPlatform().start(() -> tell(instance, id));
        crowd.until(event + 1);
        poster.join();
        for (long arrived : crowd.arrivals()) {
          nanos[filled++] = arrived - told;
        }
      }
      var figures = new LinkedHashMap<String, Object>();
      figures.put("connectSeconds", connected);
      var latencies = Latencies.of(nanos, 1);
      figures.put("p50Millis", latencies.millis(0.5));
      figures.put("p99Millis", latencies.millis(0.99));
      figures.put("lost", 0);
      figures.put("serviceMib", instance.residentMib());
      return figures;
    }
  }

  private static void tell(Instance instance, String id) {
    try {
      instance.post("/tasks/" + id + "/messages", Map.of("message", "Go on"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Readers on one selector; counts the states each has got.
  private static final class Crowd implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final int[] seen;
    private final long[] arrived;
    private final int[] matched;
    private final SocketChannel[] channels;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private static final byte[] MARK = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

    Crowd(int count) throws IOException {
      seen = new int[count];
      arrived = new long[count];
      matched = new int[count];
      channels = new SocketChannel[count];
    }

    void connect(byte[] request) throws IOException {
      for (int i = 0; i < channels.length; i++) {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", Instance.PORT));
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, i);
        channels[i] = channel;
        selector.selectNow(this::read);
      }
    }

    /// Reads until every reader has seen so many states.
    void until(int states) throws IOException {
      var deadline = new AtomicLong(System.nanoTime() + PATIENCE_NANOS);
      while (missing(states) > 0) {
        if (System.nanoTime() > deadline.get()) {
          throw new IOException(missing(states) + " readers missed an event");
        }
        selector.select(this::read, 100);
      }
    }

    long[] arrivals() {
      return arrived;
    }

    private int missing(int states) {
      int missing = 0;
      for (int count : seen) {
        if (count < states) {
          missing++;
        }
      }
      return missing;
    }

    private void read(SelectionKey key) {
      int reader = (int) key.attachment();
      buffer.clear();
      try {
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
          throw new IOException("The service dropped reader " + reader);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        matched[reader] = next == MARK[matched[reader]] ? matched[reader] + 1 : next == MARK[0] ? 1 : 0;
        if (matched[reader] == MARK.length) {
          matched[reader] = 0;
          seen[reader]++;
          arrived[reader] = System.nanoTime();
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (var channel : channels) {
        channel.close();
      }
      selector.close();
    }
  }
}
