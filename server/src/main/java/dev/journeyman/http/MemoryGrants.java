package dev.journeyman.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Grants of one instance, for as long as it runs.
public final class MemoryGrants implements GrantStore {

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  @Override
  public void save(String hash, Grant grant) {
    grants.put(hash, grant);
  }

  @Override
  public Optional<Grant> find(String hash) {
    return Optional.ofNullable(grants.get(hash));
  }

  @Override
  public boolean remove(String hash) {
    return grants.remove(hash) != null;
  }

  @Override
  public void sweep(Instant now) {
    grants.values().removeIf(grant -> !grant.usable(now));
  }
}
