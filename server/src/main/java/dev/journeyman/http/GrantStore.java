package dev.journeyman.http;

import java.time.Instant;
import java.util.Optional;

/// Where grants are kept, by the SHA-256 of their codes. In memory, a restart ends all sessions and
/// an instance knows only its own; a table shares them. Called from any thread.
public interface GrantStore {

  void save(String hash, Grant grant);

  Optional<Grant> find(String hash);

  /// Removes a grant; of several callers at once, exactly one hears `true`.
  boolean remove(String hash);

  /// Forgets what has expired.
  void sweep(Instant now);
}
