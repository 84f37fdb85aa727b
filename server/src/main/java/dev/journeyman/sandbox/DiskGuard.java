package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the command whose writable directories have grown past its quota, or hide what is in them
/// for long; and when the disk is nearly full, the one that hides something or else grew most.
final class DiskGuard {

  private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);

  /// Tests close directories for a moment; nobody needs them closed for so long while working.
  private static final Duration LONGEST_HIDDEN = Duration.ofSeconds(10);

  private final HostLimits limits;
  private final Map<Execution, Long> first = new WeakHashMap<>();
  private final Map<Execution, Long> hiddenSince = new WeakHashMap<>();

  DiskGuard(HostLimits limits) {
    this.limits = limits;
  }

  void check(Collection<Execution> running) {
    var processes = ProcessTable.read();
    var grown = new HashMap<Execution, Long>();
    for (var execution : running) {
      var unlinked = UnlinkedFiles.bytes(processes.tree(execution.processId()));
      var usage = DiskUsage.of(execution.writable()).plus(unlinked);
      first.putIfAbsent(execution, usage.bytes());
      grown.put(execution, usage.bytes() - first.getOrDefault(execution, 0L));
      if (usage.bytes() > execution.limits().diskBytes()
          || usage.files() > limits.files()
          || hidesForLong(execution, usage)) {
        log.info("Command {} wrote {}; it is ended", execution.processId(), usage);
        execution.stop(Ending.DISK);
      }
    }
    if (running.stream().anyMatch(this::diskNearlyFull)) {
      endGreatest(grown);
    }
  }

  private boolean hidesForLong(Execution execution, DiskUsage usage) {
    if (usage.hidden() == 0) {
      hiddenSince.remove(execution);
      return false;
    }
    long now = System.nanoTime();
    long since = hiddenSince.computeIfAbsent(execution, _ -> now);
    return now - since > LONGEST_HIDDEN.toNanos();
  }

  private boolean diskNearlyFull(Execution execution) {
    return execution.writable().stream()
        .anyMatch(
            directory -> {
              try {
                return Files.getFileStore(directory).getUsableSpace() < limits.freeDiskBytes();
              } catch (IOException e) {
                return false;
              }
            });
  }

  private void endGreatest(Map<Execution, Long> grown) {
    grown.entrySet().stream()
        .filter(entry -> entry.getValue() > 0 || hiddenSince.containsKey(entry.getKey()))
        .max(
            Comparator.<Map.Entry<Execution, Long>, Boolean>comparing(
                    entry -> hiddenSince.containsKey(entry.getKey()))
                .thenComparing(Map.Entry::getValue))
        .ifPresent(
            entry -> {
              log.warn(
                  "The disk is nearly full; command {} wrote most", entry.getKey().processId());
              entry.getKey().stop(Ending.DISK);
            });
  }
}
