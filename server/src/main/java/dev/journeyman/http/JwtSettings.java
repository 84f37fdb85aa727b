package dev.journeyman.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which tokens are believed.
///
/// @param issuer what `iss` must be
/// @param audience what `aud` must contain
/// @param secret the HS256 key, at least 32 bytes; RFC 8725 section 3.5
/// @param keys where the RS256 and ES256 keys are published
public record JwtSettings(
    String issuer, String audience, Optional<byte[]> secret, Optional<URI> keys) {

  public static final String DEFAULT_ISSUER = "journeyman";
  public static final String DEFAULT_AUDIENCE = "journeyman-api";

  private static final int SHORTEST_SECRET = 32;

  private static final String REMEDY = "make one with `openssl rand -base64 48`";

  private static final List<String> WELL_KNOWN =
      List.of("secret", "changeme", "change-me", "password", "your-256-bit-secret", "jwt_secret");

  /// @throws IllegalArgumentException if there is no key at all, or the secret can be guessed; the
  ///     message has the remedy
  public JwtSettings {
    if (secret.isEmpty() && keys.isEmpty()) {
      throw new IllegalArgumentException(
          "There is neither JWT_SECRET nor JWT_JWKS_URL, so no token could be believed; " + REMEDY);
    }
    secret.ifPresent(JwtSettings::requireStrong);
  }

  public static JwtSettings withSecret(byte[] secret) {
    return new JwtSettings(DEFAULT_ISSUER, DEFAULT_AUDIENCE, Optional.of(secret), Optional.empty());
  }

  private static void requireStrong(byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "JWT_SECRET has %d bytes and needs at least %d; %s"
              .formatted(secret.length, SHORTEST_SECRET, REMEDY));
    }
    if (guessable(secret)) {
      throw new IllegalArgumentException("JWT_SECRET can be guessed; " + REMEDY);
    }
  }

  private static boolean guessable(byte[] secret) {
    var text = new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1);
    var lower = text.toLowerCase(Locale.ROOT);
    boolean repeated = WELL_KNOWN.stream().anyMatch(word -> lower.replace(word, "").isBlank());
    return repeated || text.chars().distinct().count() < 5;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JwtSettings that
        && issuer.equals(that.issuer)
        && audience.equals(that.audience)
        && keys.equals(that.keys)
        && Arrays.equals(secret.orElse(null), that.secret.orElse(null));
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(issuer, audience, keys);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "JwtSettings[issuer=%s, audience=%s, keys=%s]".formatted(issuer, audience, keys);
  }
}
