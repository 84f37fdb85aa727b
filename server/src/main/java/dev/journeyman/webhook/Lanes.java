package dev.journeyman.webhook;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Keeps a receiver that is slow from taking all slots of an instance: each webhook has a part of
/// them. Never waits. Safe for use by many threads.
final class Lanes {

  private final int most;
  private final ConcurrentMap<UUID, Integer> busy = new ConcurrentHashMap<>();

  /// @param slots of the instance
  Lanes(int slots) {
    this.most = Math.max(1, slots / 4);
  }

  /// Takes a slot; whoever got one has to leave it.
  ///
  /// @return whether there was one
  boolean enter(UUID webhook) {
    var entered = new boolean[1];
    busy.compute(
        webhook,
        (_, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < most;
          return entered[0] ? before + 1 : before;
        });
    return entered[0];
  }

  void leave(UUID webhook) {
    busy.computeIfPresent(webhook, (_, count) -> count == 1 ? null : count - 1);
  }
}
