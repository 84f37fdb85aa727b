package dev.journeyman.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Under which names the service answers, and which other sites may call it.
///
/// @param publicUrl the address that people use, if it is not the one that is bound
/// @param allowedHosts further host names, without ports
/// @param corsOrigins exact origins whose pages may call with a token
public record Site(Optional<URI> publicUrl, Set<String> allowedHosts, Set<String> corsOrigins) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  /// Rebinding needs a name that an attacker's server resolves; a literal address is none.
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  public static final Site LOCAL = new Site(Optional.empty(), Set.of(), Set.of());

  public Site {
    allowedHosts = Set.copyOf(allowedHosts);
    corsOrigins = Set.copyOf(corsOrigins);
  }

  boolean secure() {
    return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
  }

  /// Whether a `Host` header names this service.
  boolean answersAs(String hostHeader) {
    var host = withoutPort(hostHeader.toLowerCase(Locale.ROOT));
    return LOOPBACK.contains(host)
        || ADDRESS.matcher(host).matches()
        || allowedHosts.contains(host)
        || publicUrl.map(url -> host.equals(url.getHost())).orElse(false);
  }

  /// Whether an `Origin` is ours, for a request that came to this `Host`.
  boolean own(String origin, String hostHeader) {
    return origin.equals("http://" + hostHeader)
        || publicUrl.map(url -> origin.equals(origin(url))).orElse(false);
  }

  boolean mayCall(String origin) {
    return corsOrigins.contains(origin);
  }

  private static String origin(URI url) {
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "%s://%s%s".formatted(url.getScheme(), url.getHost(), port);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
