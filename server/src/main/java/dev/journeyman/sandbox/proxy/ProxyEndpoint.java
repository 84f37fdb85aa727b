package dev.journeyman.sandbox.proxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening proxy on a unix socket, until it is closed.
public final class ProxyEndpoint implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProxyEndpoint.class);
  private static final int CONNECTIONS = 64;

  private final Path path;
  private final ServerSocketChannel server;
  private final ProxyPolicy policy;
  private final RequestListener listener;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(CONNECTIONS);

  private ProxyEndpoint(
      Path path, ServerSocketChannel server, ProxyPolicy policy, RequestListener listener) {
    this.path = path;
    this.server = server;
    this.policy = policy;
    this.listener = listener;
  }

  /// Listens on a socket that does not exist yet.
  ///
  /// @throws IOException if it cannot; a path of more than about 100 bytes is one reason
  public static ProxyEndpoint open(Path path, ProxyPolicy policy, RequestListener listener)
      throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e instanceof IOException failure ? failure : new IOException(e);
    }
    var endpoint = new ProxyEndpoint(path, server, policy, listener);
    Thread.ofVirtual().name("sandbox-proxy").start(endpoint::acceptAll);
    return endpoint;
  }

  private void acceptAll() {
    try {
      while (true) {
        places.acquire();
        var client = server.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> converse(client));
      }
    } catch (ClosedChannelException e) {
      log.debug("The proxy at {} is closed", path);
    } catch (IOException e) {
      log.warn("The proxy at {} accepts nothing more", path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(SocketChannel client) {
    try (client) {
      new Conversation(client, policy, listener).run();
    } catch (IOException e) {
      log.debug("A connection through the proxy broke: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.warn("A request to the proxy could not be recorded, so it is not let through", e);
    } finally {
      open.remove(client);
      places.release();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var client : open) {
        client.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("The proxy at {} could not be closed: {}", path, e.getMessage());
    }
  }
}
