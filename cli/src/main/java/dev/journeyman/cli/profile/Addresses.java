package dev.journeyman.cli.profile;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.net.URI;
import java.util.Set;

/// Addresses of services.
final class Addresses {

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  static URI parse(String url) {
    try {
      var address = URI.create(url);
      var scheme = String.valueOf(address.getScheme());
      if (Set.of("http", "https").contains(scheme) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new CommandException(
        ExitCode.USAGE,
        "\"%s\" is no address of a service; one looks like http://127.0.0.1:4002".formatted(url));
  }

  /// Whether a token would cross a network in the clear.
  static boolean exposed(URI url) {
    return "http".equals(url.getScheme()) && !HERE.contains(url.getHost());
  }
}
