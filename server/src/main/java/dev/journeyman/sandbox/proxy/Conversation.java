package dev.journeyman.sandbox.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection from inside: one request, one answer, then it is closed. So no second request can
/// ride on the permission of the first.
final class Conversation {

  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final String PLAIN = "http://";
  private static final int CHUNK_BYTES = 16 * 1024;

  /// How often one looks whether the client is still there while the server is silent.
  private static final int LOOK_MILLIS = 2_000;

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final SocketChannel client;
  private final ProxyPolicy policy;
  private final RequestListener listener;
  private final BufferedInputStream fromClient;
  private final OutputStream toClient;
  private volatile long clientEndedAt;

  Conversation(SocketChannel client, ProxyPolicy policy, RequestListener listener) {
    this.client = client;
    this.policy = policy;
    this.listener = listener;
    this.fromClient = new BufferedInputStream(Channels.newInputStream(client));
    this.toClient = Channels.newOutputStream(client);
  }

  void run() throws IOException {
    var asked = "?";
    try {
      var head = RequestHead.read(fromClient);
      asked = authority(head);
      if (head.method().equals("CONNECT")) {
        tunnel(Target.parse(asked, 0));
      } else {
        plain(head, Target.parse(asked, 80));
      }
    } catch (RefusedException e) {
      listener.requested(asked, e.reason());
      toClient.write(e.response().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /// Host and port of the target, whatever its form.
  private static String authority(RequestHead head) throws RefusedException {
    if (head.method().equals("CONNECT")) {
      return head.target();
    }
    if (!head.target().startsWith(PLAIN)) {
      throw RefusedException.badRequest("Only CONNECT and http:// targets are known");
    }
    var rest = head.target().substring(PLAIN.length());
    return rest.substring(0, endOfAuthority(rest));
  }

  private static int endOfAuthority(String text) {
    int end = 0;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /// A tunnel is for TLS to the server that was asked for. A client that names another in its
  /// greeting, or none, means to get past the list by way of a host on it.
  private void tunnel(Target target) throws IOException, RefusedException {
    try (var server = policy.dial(target)) {
      listener.requested(target.toString(), "");
      toClient.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      var named = TlsGreeting.serverName(fromClient);
      if (named.equals(Optional.of(target.host()))) {
        join(server);
      } else {
        var said = named.orElse("a server without a name");
        listener.requested(said, "A tunnel to %s was used to ask for it".formatted(target));
      }
    }
  }

  private void join(Socket server) throws IOException {
    var upward = Thread.ofVirtual().start(() -> upward(server));
    try {
      copyDown(server);
      client.shutdownOutput();
      upward.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void upward(Socket server) {
    try {
      copy(fromClient, server.getOutputStream());
      clientEndedAt = System.nanoTime();
      server.shutdownOutput();
    } catch (IOException e) {
      log.debug("A tunnel ended: {}", e.getMessage());
      close(server);
    }
  }

  /// Whoever still reads from it stops.
  private static void close(Socket server) {
    try {
      server.close();
    } catch (IOException e) {
      log.debug("A tunnel could not be closed: {}", e.getMessage());
    }
  }

  /// A server may be silent for as long as its client is there.
  private void copyDown(Socket server) throws IOException {
    var from = server.getInputStream();
    var chunk = new byte[CHUNK_BYTES];
    server.setSoTimeout(LOOK_MILLIS);
    for (int read = 0; read >= 0 && !clientIsGone(); ) {
      try {
        read = from.read(chunk);
        toClient.write(chunk, 0, Math.max(read, 0));
        toClient.flush();
      } catch (SocketTimeoutException _) {
        // Nothing for a moment.
      }
    }
  }

  /// A client that has said all it had to say may be gone altogether: nobody tells.
  private boolean clientIsGone() {
    long since = clientEndedAt;
    boolean ended = since != 0 && System.nanoTime() - since > LONGEST_SILENCE.toNanos();
    return ended || !client.isOpen();
  }

  private void plain(RequestHead head, Target target) throws IOException, RefusedException {
    long length = head.bodyLength();
    var rest = head.target().substring(PLAIN.length());
    var path = rest.substring(endOfAuthority(rest));
    try (var server = policy.dial(target)) {
      listener.requested(target.toString(), "");
      var toServer = server.getOutputStream();
      toServer.write(head.rewritten(path.startsWith("/") ? path : "/" + path, target));
      copyExactly(length, toServer);
      copyDown(server);
    }
  }

  private void copyExactly(long length, OutputStream to) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    long left = length;
    while (left > 0) {
      int read = fromClient.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (read < 0) {
        throw new IOException("The body of a request ended early");
      }
      to.write(chunk, 0, read);
      left -= read;
    }
    to.flush();
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
      to.write(chunk, 0, read);
      to.flush();
    }
  }
}
