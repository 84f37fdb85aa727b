package dev.journeyman.http;

import java.nio.file.Path;
import java.util.Optional;

/// Where and how the service listens.
///
/// @param main where people and clients call
/// @param management where metrics are read; loopback unless the operator says otherwise
/// @param console a directory with the console's files; the ones on the class path when empty
public record HttpSettings(
    Address main,
    Address management,
    Site site,
    JwtSettings jwt,
    RateLimits limits,
    ConnectionLimits connections,
    Optional<Path> console) {

  /// @param port 0 takes a free one
  public record Address(String host, int port) {}
}
