import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Many readers of streams on one thread, who take in whatever comes and count it.
final class Audience implements AutoCloseable {

  private final Selector selector = Selector.open();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch connected = new CountDownLatch(1);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private final Thread thread;
  private volatile boolean leaving;

  /// @param requests one for each reader
  Audience(int port, List<byte[]> requests) throws IOException {
    this.thread = Thread.ofPlatform().name("audience").start(() -> listen(port, requests));
  }

  void awaitConnected() throws InterruptedException {
    connected.await();
  }

  long bytes() {
    return bytes.get();
  }

  /// Readers whose stream ended or broke.
  long lost() {
    return lost.get();
  }

  private void listen(int port, List<byte[]> requests) {
    try {
      for (var request : requests) {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        selector.selectNow(this::read);
      }
      connected.countDown();
      while (!leaving) {
        selector.select(this::read, 100);
      }
    } catch (IOException e) {
      lost.addAndGet(requests.size());
      connected.countDown();
    }
  }

  private void read(SelectionKey key) {
    try {
      buffer.clear();
      int count = ((SocketChannel) key.channel()).read(buffer);
      if (count < 0) {
        throw new IOException("The service ended a stream");
      }
      bytes.addAndGet(count);
    } catch (IOException _) {
      key.cancel();
      lost.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    leaving = true;
    thread.join();
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
