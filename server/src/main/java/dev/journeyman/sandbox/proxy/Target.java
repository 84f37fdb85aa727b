package dev.journeyman.sandbox.proxy;

import java.util.Locale;
import java.util.regex.Pattern;

/// A host name and a port as asked for. Names only: a number in any spelling is no name, and
/// neither is anything with a user, an escape or a trailing dot.
record Target(String host, int port) {

  private static final Pattern LABELS =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final int LONGEST_NAME = 253;
  private static final int HIGHEST_PORT = 65535;

  /// @param text `host:port`, or `host` where a standard port is given
  /// @throws RefusedException if it is neither
  static Target parse(String text, int standardPort) throws RefusedException {
    int colon = text.indexOf(':');
    var host = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    var port = colon < 0 ? Integer.toString(standardPort) : text.substring(colon + 1);
    if (!isName(host) || !PORT.matcher(port).matches() || Integer.parseInt(port) > HIGHEST_PORT) {
      throw RefusedException.badRequest("The target is not a host name and a port");
    }
    return new Target(host, Integer.parseInt(port));
  }

  static boolean isName(String host) {
    return host.length() <= LONGEST_NAME && LABELS.matcher(host).matches();
  }

  /// For the `Host` header of a plain request.
  String hostHeader() {
    return port == 80 ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
