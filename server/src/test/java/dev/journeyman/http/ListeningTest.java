package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.http.HttpSettings.Address;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private static void assertRefused(Address address, String... texts) {
    var server = Javalin.create(config -> config.startup.showJavalinBanner = false);
    try {
      assertThatThrownBy(() -> Listening.start(server, address, "MANAGEMENT_"))
          .isInstanceOfSatisfying(
              JavalinBindException.class, e -> assertThat(e.getMessage()).contains(texts));
    } finally {
      server.stop();
    }
  }

  @Test
  void aPortThatIsTakenIsNamedWithItsVariable() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var other = new ServerSocket(0, 1, loopback)) {
      int port = other.getLocalPort();
      assertRefused(
          new Address(loopback.getHostAddress(), port),
          "Port %d is taken".formatted(port),
          "MANAGEMENT_PORT");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNotTakenForAPort() {
    assertRefused(
        new Address("203.0.113.9", 0), "cannot listen on '203.0.113.9'", "MANAGEMENT_HOST");
    assertRefused(new Address("no.such.host.invalid", 0), "no.such.host.invalid");
  }
}
