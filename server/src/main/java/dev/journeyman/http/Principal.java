package dev.journeyman.http;

import java.time.Instant;
import java.util.Set;

/// Who makes a request.
///
/// @param expiresAt when what they showed ends; streams are closed then
public record Principal(String user, String tenant, Set<String> roles, Instant expiresAt) {

  static final String ADMIN = "admin";

  public Principal {
    roles = Set.copyOf(roles);
  }

  public boolean admin() {
    return roles.contains(ADMIN);
  }
}
