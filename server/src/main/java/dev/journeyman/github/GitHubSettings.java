package dev.journeyman.github;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where GitHub is, and as whom the service calls it.
///
/// @param api such as `https://api.github.com`, or `https://HOST/api/v3` of an enterprise server
/// @param token sent to this API and nowhere else
/// @param certificates a PEM file of authorities to trust in place of the usual ones
public record GitHubSettings(URI api, String token, Optional<Path> certificates) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Throws [IllegalArgumentException] with a sentence for a human if the token would travel in the
  /// clear.
  public GitHubSettings {
    if (!"https".equals(api.getScheme()) && !LOOPBACK.contains(api.getHost())) {
      throw new IllegalArgumentException(
          "%s is not https, and GITHUB_TOKEN must not travel in the clear".formatted(api));
    }
  }

  /// The host of the repositories, with its port if it has one: the API of github.com has a host of
  /// its own, an enterprise server has it below `/api`.
  public static String gitHost(URI api) {
    var host = api.getHost().replaceFirst("^api\\.", "");
    return api.getPort() < 0 ? host : host + ":" + api.getPort();
  }

  String gitHost() {
    return gitHost(api);
  }

  @Override
  public String toString() {
    return "GitHubSettings[api=%s]".formatted(api);
  }
}
