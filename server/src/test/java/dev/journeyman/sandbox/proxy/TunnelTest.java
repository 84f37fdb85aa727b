package dev.journeyman.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TunnelTest {

  @TempDir private Path directory;

  @Test
  @Timeout(30)
  void net10_aTunnelEndsWithTheEndpoint() throws Exception {
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
        endpoint.close();
        arrived.setSoTimeout(10_000);
        // Ends, by whatever way a connection ends; a tunnel that leaks times out.
        assertThat(arrived.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
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
