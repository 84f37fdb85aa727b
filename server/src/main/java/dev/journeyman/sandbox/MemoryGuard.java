package dev.journeyman.sandbox;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the command whose processes together hold more memory than it may, and the largest one when
/// all together hold more than the host allows.
final class MemoryGuard {

  private static final Logger log = LoggerFactory.getLogger(MemoryGuard.class);

  private final HostLimits limits;

  MemoryGuard(HostLimits limits) {
    this.limits = limits;
  }

  void check(Collection<Execution> running) {
    var table = ProcessTable.read();
    var used =
        running.stream()
            .collect(Collectors.toMap(execution -> execution, execution -> used(table, execution)));
    used.forEach(this::endIfTooLarge);
    long together = used.values().stream().mapToLong(Long::longValue).sum();
    if (together > limits.memoryBytes()) {
      used.entrySet().stream().max(Comparator.comparing(Map.Entry::getValue)).ifPresent(this::end);
    }
  }

  /// Resident memory is cheap to read and never too small; only where it is too large is it worth
  /// asking exactly.
  private static long used(ProcessTable table, Execution execution) {
    var told = execution.memoryBytes();
    if (told.isPresent()) {
      return told.getAsLong();
    }
    var tree = table.tree(execution.processId());
    long atMost = tree.stream().mapToLong(ProcessTable.Row::residentBytes).sum();
    return atMost <= execution.limits().memoryBytes()
        ? atMost
        : tree.stream().mapToLong(row -> ProcessTable.ownBytes(row.id())).sum();
  }

  private void endIfTooLarge(Execution execution, long used) {
    if (used > execution.limits().memoryBytes()) {
      log.info("Command {} holds {} bytes; it is ended", execution.processId(), used);
      execution.stop(Ending.MEMORY);
    }
  }

  private void end(Map.Entry<Execution, Long> largest) {
    log.warn(
        "All commands together hold more than {} bytes; the largest, {}, is ended",
        limits.memoryBytes(),
        largest.getKey().processId());
    largest.getKey().stop(Ending.MEMORY);
  }
}
