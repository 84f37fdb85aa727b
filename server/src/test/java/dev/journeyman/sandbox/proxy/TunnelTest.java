package dev.journeyman.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(30)
  void net10_aTunnelEndsWithTheEndpoint(boolean clientHasEnded) throws Exception {
    var path = directory.resolve("proxy.sock");
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      var endpoint = ProxyEndpoint.open(path, policy(server.getLocalPort()), (_, _) -> {});
      client.connect(UnixDomainSocketAddress.of(path));
      var ask = "CONNECT localhost:%d HTTP/1.1\r\n\r\n".formatted(server.getLocalPort());
      client.write(ByteBuffer.wrap(ask.getBytes(StandardCharsets.US_ASCII)));
      client.write(greeting());
      try (var arrived = server.accept()) {
        int first = arrived.getInputStream().read();
        assertThat(first).as("the greeting's first byte").isEqualTo(22);
        if (clientHasEnded) {
          client.shutdownOutput();
        }
        endpoint.close();
        arrived.setSoTimeout(10_000);
        assertThat(arrived.getInputStream().readAllBytes()).as("the rest of it").isNotEmpty();
        assertThat(closed(arrived)).as("the tunnel's other end is closed").isTrue();
      }
    }
  }

  /// Whether what is written there comes back as refused; a tunnel that leaks takes it.
  private static boolean closed(Socket arrived) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        arrived.getOutputStream().write(0);
      } catch (IOException _) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static ProxyPolicy policy(int port) {
    return new ProxyPolicy(
        new AllowList(List.of("localhost")),
        Set.of(port),
        Set.of("localhost"),
        Duration.ofSeconds(1),
        InetAddress::getAllByName);
  }

  private static ByteBuffer greeting() throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("localhost")));
    engine.setSSLParameters(parameters);
    var bytes = ByteBuffer.allocate(32 * 1024);
    engine.wrap(ByteBuffer.allocate(0), bytes);
    return bytes.flip();
  }
}
