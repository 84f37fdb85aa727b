package dev.journeyman.webhook;

import dev.journeyman.sandbox.proxy.AddressRule;
import dev.journeyman.sandbox.proxy.ProxyPolicy.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Which addresses may be sent to. Asked when a webhook is saved and again at each attempt: a name
/// can lead elsewhere by then. What reads an address here is what sends to it, so that both
/// understand the same.
final class Destinations {

  /// What the client dials without asking for addresses.
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  private final WebhookSettings settings;
  private final Resolver resolver;

  Destinations(WebhookSettings settings, Resolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /// Looks at an address and at everything its name leads to now.
  ///
  /// @throws RefusedUrlException if it may not be sent to
  HttpUrl check(String text) {
    var url = parse(text);
    try {
      addresses(url.host());
      return url;
    } catch (UnknownHostException e) {
      throw new RefusedUrlException(String.valueOf(e.getMessage()));
    }
  }

  /// Likewise, but leaves names to the client, which asks for their addresses when it dials.
  HttpUrl checkWithoutName(String text) {
    return LITERAL.matcher(parse(text).host()).matches() ? check(text) : parse(text);
  }

  private HttpUrl parse(String text) {
    var url = HttpUrl.parse(text);
    if (url == null) {
      throw new RefusedUrlException("The address has to begin with https:// and name a host");
    }
    if (!url.isHttps() && !settings.httpAllowed()) {
      throw new RefusedUrlException(
          "The address has to begin with https://; the operator can allow http with"
              + " WEBHOOK_ALLOW_HTTP");
    }
    if (!settings.ports().contains(url.port())) {
      throw new RefusedUrlException(
          "Port %d is not allowed; allowed are %s, and the operator can change that with WEBHOOK_PORTS"
              .formatted(url.port(), new TreeSet<>(settings.ports())));
    }
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      throw new RefusedUrlException("The address must not hold a user or a password");
    }
    return url;
  }

  /// Resolves a name once and checks every address; whoever dials has to take one of these.
  ///
  /// @throws UnknownHostException if there is none, or one that may not be dialled
  List<InetAddress> addresses(String host) throws UnknownHostException {
    var addresses = List.of(resolved(host));
    for (var address : addresses) {
      if (AddressRule.isForbidden(address)) {
        throw new UnknownHostException(
            "%s leads to an address that is never sent to".formatted(host));
      }
      if (!settings.privateAllowed() && !AddressRule.isPublic(address)) {
        throw new UnknownHostException(
            "%s leads to an address that is not public; the operator can allow that with"
                    .formatted(host)
                + " WEBHOOK_ALLOW_PRIVATE");
      }
    }
    return addresses;
  }

  private InetAddress[] resolved(String host) throws UnknownHostException {
    try {
      return resolver.addresses(host);
    } catch (UnknownHostException _) {
      throw new UnknownHostException("%s has no address; correct the name".formatted(host));
    }
  }
}
