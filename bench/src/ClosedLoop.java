import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// As many requests as a server takes over so many connections, each one after the other. All
/// connections are served by one thread, since generator and server share the processors: what one
/// spends on switching threads the other lacks.
final class ClosedLoop {

  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

  private final byte[] request;
  private final long begin;
  private final long end;
  private long[] nanos = new long[1 << 16];
  private int count;

  private ClosedLoop(byte[] request, long begin, long end) {
    this.request = request;
    this.begin = begin;
    this.end = end;
  }

  /// @return how long each request took that began after the warm-up
  static Latencies run(int port, int connections, byte[] request, int warmUpSeconds, int seconds)
      throws IOException {
    long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
    var loop = new ClosedLoop(request, begin, begin + TimeUnit.SECONDS.toNanos(seconds));
    loop.drive(port, connections);
    return Latencies.of(Arrays.copyOf(loop.nanos, loop.count), seconds);
  }

  private void drive(int port, int connections) throws IOException {
    try (var selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var exchange = new Exchange(channel);
        channel.register(selector, SelectionKey.OP_READ, exchange);
        exchange.ask();
      }
      while (System.nanoTime() < end) {
        selector.select(ClosedLoop::readable, 1_000);
      }
      for (var key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private static void readable(SelectionKey key) {
    try {
      ((Exchange) key.attachment()).read();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void note(long began, long ended) {
    if (began >= begin && ended < end) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = ended - began;
    }
  }

  private final class Exchange {

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(request.length).put(request);
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(1 << 16);
    private long began;

    Exchange(SocketChannel channel) {
      this.channel = channel;
    }

    void ask() throws IOException {
      began = System.nanoTime();
      out.rewind();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    void read() throws IOException {
      if (channel.read(arrived) < 0) {
        throw new IOException("The server closed the connection");
      }
      in.put(arrived.flip());
      arrived.clear();
      if (whole()) {
        note(began, System.nanoTime());
        in.clear();
        ask();
      }
    }

    /// Whether all that the head promises has come.
    private boolean whole() throws IOException {
      int head = headEnd();
      return head > 0 && in.position() >= head + length(head);
    }

    private int headEnd() {
      var bytes = in.array();
      for (int i = 3; i < in.position(); i++) {
        if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
          return i + 1;
        }
      }
      return 0;
    }

    private int length(int head) throws IOException {
      var bytes = in.array();
      if (!Arrays.equals(bytes, 0, OK.length, OK, 0, OK.length)) {
        throw new IOException(new String(bytes, 0, in.position(), StandardCharsets.UTF_8));
      }
      for (int i = OK.length; i < head - LENGTH.length; i++) {
        if (bytes[i] == '\r' && startsWithLength(bytes, i)) {
          int length = 0;
          for (int j = i + LENGTH.length; bytes[j] != '\r'; j++) {
            length = bytes[j] == ' ' ? length : 10 * length + bytes[j] - '0';
          }
          return length;
        }
      }
      throw new IOException("An answer without a length");
    }

    private static boolean startsWithLength(byte[] bytes, int from) {
      for (int i = 0; i < LENGTH.length; i++) {
        int known = bytes[from + i];
        if ((known >= 'A' && known <= 'Z' ? known + 32 : known) != LENGTH[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
