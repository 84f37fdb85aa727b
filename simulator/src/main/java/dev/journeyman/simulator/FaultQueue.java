package dev.journeyman.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The faults that are still to come: those put in from outside first, in their order, then the
/// one of the script's answer. Used by all requests at once.
final class FaultQueue {
  private final Deque<Fault> queue = new ArrayDeque<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  synchronized void add(List<Fault> faults) {
    faults.stream().filter(fault -> fault.times() > 0).forEach(queue::add);
  }

  synchronized void clear() {
    queue.clear();
    attempts.clear();
  }

  /// @param place where the conversation stands
  synchronized Optional<Fault> next(String place, Optional<Fault> scripted) {
    var queued = queue.poll();
    if (queued == null) {
      return scripted.filter(fault -> attempts.merge(place, 1, Integer::sum) <= fault.times());
    }
    if (queued.times() > 1) {
      queue.addFirst(queued.times(queued.times() - 1));
    }
    return Optional.of(queued);
  }
}
