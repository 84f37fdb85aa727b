package dev.journeyman.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Looks whether the service could listen somewhere, or does so already.
///
/// @param prefix what the names of the two variables begin with
record PortCheck(String host, int port, String prefix) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// How our probe answers, on both ports.
  private static final String ALIVE = "{\"status\":\"ok\"}";

  void look(Findings findings) {
    try {
      look(findings, InetAddress.getByName(host));
    } catch (UnknownHostException _) {
      findings.bad(
          "port", "nobody knows the host '%s'".formatted(host), "correct " + prefix + "HOST");
    }
  }

  private void look(Findings findings, InetAddress address) {
    try (var socket = new ServerSocket(port, 1, address)) {
      findings.good("port", port == 0 ? "any free one" : socket.getLocalPort() + " is free");
    } catch (IOException e) {
      if (serves(address)) {
        findings.good("port", port + " is in use by the running service");
      } else {
        findings.bad(
            "port",
            "%d of %s cannot be had (%s)".formatted(port, host, e.getMessage()),
            "stop what uses it, or set %sPORT or %sHOST".formatted(prefix, prefix));
      }
    }
  }

  private boolean serves(InetAddress address) {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(probe(address)).timeout(PATIENCE).build();
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals(ALIVE);
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// By number: the service may not answer to the name.
  private URI probe(InetAddress address) {
    var reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    var number = reached.getHostAddress();
    return URI.create(
        "http://%s:%d/livez"
            .formatted(number.contains(":") ? "[%s]".formatted(number) : number, port));
  }
}
