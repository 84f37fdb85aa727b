package dev.journeyman.audit;

import java.time.Instant;
import java.util.Optional;

/// Which entries of a tenant are asked for; what is empty lets everything through.
///
/// @param action one, or all that begin like `task.` with a dot at the end
/// @param from the first instant, and `to` the first one after the last
public record AuditFilter(
    String tenant,
    Optional<String> action,
    Optional<String> actor,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> to) {

  public static AuditFilter all(String tenant) {
    return new AuditFilter(
        tenant,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
