package dev.journeyman.cli.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/// Why there was no answer, in a few words: the JDK's own messages are often missing.
final class Reasons {

  private Reasons() {}

  static String of(IOException reason) {
    return switch (reason) {
      case HttpConnectTimeoutException _ -> "no connection in time";
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "unknown host";
      case ConnectException e
          when e.getCause() != null
              && e.getCause().getCause() instanceof UnresolvedAddressException ->
          "unknown host";
      case ConnectException _ -> "connection refused";
      case SSLException e -> "TLS: " + e.getMessage();
      default -> reason.getMessage() == null ? "connection lost" : reason.getMessage();
    };
  }
}
