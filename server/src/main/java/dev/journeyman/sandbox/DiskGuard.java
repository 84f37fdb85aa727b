package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the command whose writable directories have grown past its quota, and the one that grew
/// most when the disk is nearly full.
final class DiskGuard {

  private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);

  private final HostLimits limits;
  private final Map<Execution, Long> first = new WeakHashMap<>();

  DiskGuard(HostLimits limits) {
    this.limits = limits;
  }

  void check(Collection<Execution> running) {
    var grown = new HashMap<Execution, Long>();
    for (var execution : running) {
      var usage = DiskUsage.of(execution.writable());
      first.putIfAbsent(execution, usage.bytes());
      grown.put(execution, usage.bytes() - first.getOrDefault(execution, 0L));
      if (usage.bytes() > execution.limits().diskBytes() || usage.files() > limits.files()) {
        log.info("Command {} wrote {}; it is ended", execution.processId(), usage);
        execution.stop(Ending.DISK);
      }
    }
    if (running.stream().anyMatch(this::diskNearlyFull)) {
      endGreatest(grown);
    }
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
        .filter(entry -> entry.getValue() > 0)
        .max(Comparator.comparing(Map.Entry::getValue))
        .ifPresent(
            entry -> {
              log.warn(
                  "The disk is nearly full; command {} wrote most", entry.getKey().processId());
              entry.getKey().stop(Ending.DISK);
            });
  }
}
