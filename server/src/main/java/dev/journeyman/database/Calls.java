package dev.journeyman.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Keeps interrupts out of calls to the database. A virtual thread that is interrupted in the
/// middle of one loses its connection, and does not learn whether its transaction was committed.
/// So the flag of a thread is down during a call, and up again after it.
final class Calls {

  private enum Flag {
    DOWN,
    UP
  }

  private final Map<Thread, Flag> inside = new ConcurrentHashMap<>();

  /// Makes a call; one within another is part of it.
  <R> R make(Supplier<R> call) {
    var self = Thread.currentThread();
    if (inside.containsKey(self)) {
      return call.get();
    }
    inside.put(self, Flag.DOWN);
    // From here on nobody raises it, so nothing is lost between this look and the call.
    if (Thread.interrupted()) {
      inside.put(self, Flag.UP);
    }
    try {
      return call.get();
    } finally {
      if (inside.remove(self) == Flag.UP) {
        self.interrupt();
      }
    }
  }

  /// Interrupts a thread: now, or when its call is over.
  void interrupt(Thread thread) {
    inside.compute(
        thread,
        (_, flag) -> {
          if (flag == null) {
            thread.interrupt();
            return null;
          }
          return Flag.UP;
        });
  }
}
