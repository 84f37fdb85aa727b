package dev.journeyman.http;

import dev.journeyman.http.HttpSettings.Address;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.util.Objects;
import java.util.stream.Stream;

/// Opens a port, or says which variable keeps it from being opened.
final class Listening {

  private Listening() {}

  /// @param prefix what the names of the two variables begin with
  /// @throws JavalinBindException if it cannot listen there; the message says what to set
  static void start(Javalin server, Address address, String prefix) {
    try {
      server.start(address.host(), address.port());
    } catch (JavalinBindException e) {
      throw new JavalinBindException(reason(address, prefix, rootMessage(e)), e);
    }
  }

  private static String reason(Address address, String prefix, String said) {
    if (said.contains("already in use")) {
      return "Port %d is taken: stop what listens there, or set %sPORT to another"
          .formatted(address.port(), prefix);
    }
    return said.contains("Permission denied")
        ? "Port %d is for root alone: set %sPORT to one from 1024 on"
            .formatted(address.port(), prefix)
        : "This machine cannot listen on '%s': set %sHOST to one of its own addresses, or to 0.0.0.0 for all of them"
            .formatted(address.host(), prefix);
  }

  private static String rootMessage(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
        .reduce((_, cause) -> cause)
        .map(cause -> String.valueOf(cause.getMessage()))
        .orElse("");
  }
}
