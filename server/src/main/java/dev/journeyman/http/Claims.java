package dev.journeyman.http;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a believed token says about a person.
final class Claims {

  static final String DEFAULT_TENANT = "default";

  private static final int LONGEST_NAME = 255;

  private Claims() {}

  static Principal principal(Map<String, Object> claims, long expires)
      throws InvalidTokenException {
    return new Principal(
        user(claims), tenant(claims), roles(claims), Instant.ofEpochSecond(expires));
  }

  private static String user(Map<String, Object> claims) throws InvalidTokenException {
    return name(claims.containsKey("sub") ? claims.get("sub") : id(claims.get("id")), "user");
  }

  /// Some issuers number their users.
  private static @Nullable Object id(@Nullable Object id) {
    return id instanceof Long || id instanceof Integer ? id.toString() : id;
  }

  private static String tenant(Map<String, Object> claims) throws InvalidTokenException {
    return claims.containsKey("tenant") ? name(claims.get("tenant"), "tenant") : DEFAULT_TENANT;
  }

  private static String name(@Nullable Object claim, String what) throws InvalidTokenException {
    if (claim instanceof String name && !name.isBlank() && name.length() <= LONGEST_NAME) {
      return name;
    }
    throw new InvalidTokenException("it names no " + what);
  }

  private static Set<String> roles(Map<String, Object> claims) {
    var roles = new HashSet<String>();
    if (claims.get("role") instanceof String role) {
      roles.add(role);
    }
    if (claims.get("roles") instanceof List<?> list) {
      list.stream().filter(String.class::isInstance).map(String.class::cast).forEach(roles::add);
    }
    return roles;
  }
}
