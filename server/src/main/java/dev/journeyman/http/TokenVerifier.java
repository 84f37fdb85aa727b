package dev.journeyman.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a token and checks everything that RFC 8725 asks for. Safe for any number of threads.
final class TokenVerifier {

  private static final long SKEW_SECONDS = 60;
  private static final long LONGEST_SECONDS = Duration.ofDays(3660).toSeconds();
  private static final int LONGEST_TOKEN = 8192;
  private static final int MOST_KEPT = 1000;

  /// So long a key that is trusted no more still counts.
  private static final Duration KEPT = Duration.ofSeconds(30);

  /// RFC 8725 section 3.11; the type may be left out.
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  /// Kinds of tokens that other services issue beside access tokens; section 3.12.
  private static final Set<String> OTHER_KINDS = Set.of("refresh", "id", "offline", "logout");

  private final JwtSettings settings;
  private final TrustedKeys keys;
  private final Clock clock;
  private final Cache<String, Principal> verified =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  TokenVerifier(JwtSettings settings, Clock clock) {
    this.settings = settings;
    this.keys = new TrustedKeys(settings);
    this.clock = clock;
  }

  /// A token that was found good half a minute ago is, unless it has expired meanwhile.
  Principal verify(String token) throws InvalidTokenException {
    require(token.length() <= LONGEST_TOKEN, "too long");
    var known = verified.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return known;
    }
    var principal = examine(token);
    verified.put(token, principal);
    return principal;
  }

  private Principal examine(String token) throws InvalidTokenException {
    var parsed = parse(token);
    requirePlainHeader(parsed.getHeader());
    require(signed(parsed), "no trusted key signed it");
    var claims = parsed.getPayload().toJSONObject();
    if (claims == null) {
      throw new InvalidTokenException("its payload is no JSON object");
    }
    requireForUs(claims);
    long expires = requireTimes(claims);
    return Claims.principal(claims, expires);
  }

  private static SignedJWT parse(String token) throws InvalidTokenException {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw new InvalidTokenException("it cannot be read: " + e.getMessage());
    }
  }

  private boolean signed(SignedJWT token) throws InvalidTokenException {
    try {
      return keys.signed(token);
    } catch (JOSEException | IllegalArgumentException e) {
      throw new InvalidTokenException("its signature cannot be checked: " + e.getMessage());
    }
  }

  /// A header that brings keys along, or asks for what we do not know, is refused; section 3.10.
  private static void requirePlainHeader(JWSHeader header) throws InvalidTokenException {
    var type = header.getType();
    require(
        type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT)), "another type");
    require(header.getCriticalParams() == null, "unknown critical parameters");
    boolean bringsKey =
        header.getJWK() != null || header.getJWKURL() != null || header.getX509CertURL() != null;
    require(!bringsKey, "it brings its own key");
  }

  private void requireForUs(Map<String, Object> claims) throws InvalidTokenException {
    require(settings.issuer().equals(claims.get("iss")), "another issuer");
    var audience = claims.get("aud");
    boolean ours =
        audience instanceof List<?> list
            ? list.contains(settings.audience())
            : settings.audience().equals(audience);
    require(ours, "another audience");
    for (var name : List.of("typ", "token_use", "token_type")) {
      boolean other =
          claims.get(name) instanceof String kind
              && OTHER_KINDS.contains(kind.toLowerCase(Locale.ROOT));
      require(!other, "another kind of token");
    }
  }

  /// @return `exp`, in seconds
  private long requireTimes(Map<String, Object> claims) throws InvalidTokenException {
    long now = clock.instant().getEpochSecond();
    long expires = seconds(claims.get("exp"), "exp");
    require(expires + SKEW_SECONDS > now, "expired");
    require(expires - now <= LONGEST_SECONDS, "it lives too long");
    for (var name : List.of("nbf", "iat")) {
      if (claims.containsKey(name)) {
        require(seconds(claims.get(name), name) - SKEW_SECONDS <= now, name + " is in the future");
      }
    }
    return expires;
  }

  private static long seconds(@Nullable Object claim, String name) throws InvalidTokenException {
    if (claim instanceof Number number && Math.abs(number.doubleValue()) < 1e12) {
      return number.longValue();
    }
    throw new InvalidTokenException(name + " is no time");
  }

  private static void require(boolean holds, String reason) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(reason);
    }
  }
}
