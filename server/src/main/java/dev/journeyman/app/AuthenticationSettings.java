package dev.journeyman.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whose tokens are taken.
///
/// @param secret signs and checks HS256 tokens; null where keys come from `jwksUrl` alone
/// @param jwksUrl where RS256 and ES256 keys are published
public record AuthenticationSettings(
    @Nullable String secret, @Nullable URI jwksUrl, String issuer, String audience) {

  private static final int LEAST_BYTES = 32;

  public AuthenticationSettings {
    if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
      throw new ConfigurationException(
          ("JWT_SECRET is shorter than %d bytes: make one with"
                  + " `openssl rand -base64 48`, or leave it unset and the service makes one")
              .formatted(LEAST_BYTES));
    }
  }

  /// Where neither a secret nor an address of keys is given, the secret kept in `home` is used,
  /// and made if there is none.
  static AuthenticationSettings from(Environment environment, Home home) {
    var given = environment.secret("JWT_SECRET").orElse(null);
    var jwksUrl = environment.address("JWT_JWKS_URL").orElse(null);
    return new AuthenticationSettings(
        given == null && jwksUrl == null ? home.tokenSecret() : given,
        jwksUrl,
        environment.text("JWT_ISSUER", "journeyman"),
        environment.text("JWT_AUDIENCE", "journeyman-api"));
  }

  @Override
  public String toString() {
    return "AuthenticationSettings[issuer=%s, audience=%s, jwksUrl=%s]"
        .formatted(issuer, audience, jwksUrl);
  }
}
