package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the command whose writable directories have grown past its quota, or hide what is in them
/// for long; and when the disk is nearly full, the one that hides something or else grew most.
///
/// Safe for use by many threads.
final class DiskGuard {

  private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);

  /// Tests close directories for a moment; nobody needs them closed for so long while working.
  private static final Duration LONGEST_HIDDEN = Duration.ofSeconds(10);

  /// How long a full disk waits to be told who filled it.
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(1);

  private static final Duration TABLE_KEPT = Duration.ofMillis(200);

  /// What looks at one command found.
  ///
  /// @param hiddenSince when it began to hide something; the moment of the look if it hides nothing
  private record Seen(long first, long bytes, boolean hides, long hiddenSince) {

    long grown() {
      return bytes - first;
    }

    boolean hidesForLong() {
      return hides && System.nanoTime() - hiddenSince > LONGEST_HIDDEN.toNanos();
    }
  }

  private record Table(ProcessTable processes, long readAt) {}

  private final HostLimits limits;
  private final Map<Execution, Seen> seen = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<Execution, Set<FileStore>> stores =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<Execution> looking = ConcurrentHashMap.newKeySet();
  private Table table = new Table(ProcessTable.read(), System.nanoTime());

  DiskGuard(HostLimits limits) {
    this.limits = limits;
  }

  /// Takes as long as walking through the command's directories takes. Does nothing while another
  /// thread looks at the same command.
  void look(Execution execution) {
    if (looking.add(execution)) {
      try {
        measure(execution);
      } finally {
        looking.remove(execution);
      }
    }
  }

  private void measure(Execution execution) {
    var unlinked = UnlinkedFiles.bytes(processes().tree(execution.processId()));
    var usage = DiskUsage.of(execution.writable()).plus(unlinked);
    var now = after(usage, execution);
    seen.put(execution, now);
    if (usage.bytes() > execution.limits().diskBytes()
        || usage.files() > limits.files()
        || now.hidesForLong()) {
      log.info("Command {} wrote {}; it is ended", execution.processId(), usage);
      execution.stop(Ending.DISK);
    }
  }

  private Seen after(DiskUsage usage, Execution execution) {
    boolean hides = usage.hidden() > 0;
    long now = System.nanoTime();
    var before = seen.getOrDefault(execution, new Seen(usage.bytes(), 0, false, now));
    return new Seen(
        before.first(), usage.bytes(), hides, before.hides() ? before.hiddenSince() : now);
  }

  /// To read all processes of the host for each command anew would cost more than what is sought.
  private synchronized ProcessTable processes() {
    if (System.nanoTime() - table.readAt() > TABLE_KEPT.toNanos()) {
      table = new Table(ProcessTable.read(), System.nanoTime());
    }
    return table.processes();
  }

  /// Ends a command if the disk is nearly full. Takes no time while it is not.
  void checkRoom(Collection<Execution> running) {
    if (running.stream().anyMatch(this::diskNearlyFull)) {
      lookAgain(running);
      endGreatest(running);
    }
  }

  private boolean diskNearlyFull(Execution execution) {
    return stores.computeIfAbsent(execution, DiskGuard::storesOf).stream()
        .anyMatch(
            store -> {
              try {
                return store.getUsableSpace() < limits.freeDiskBytes();
              } catch (IOException e) {
                return false;
              }
            });
  }

  /// Looked up once: that reads the table of all mounts.
  private static Set<FileStore> storesOf(Execution execution) {
    var found = new LinkedHashSet<FileStore>();
    for (Path directory : execution.writable()) {
      try {
        found.add(Files.getFileStore(directory));
      } catch (IOException e) {
        log.debug("{} is not there: {}", directory, e.getMessage());
      }
    }
    return found;
  }

  /// Who has a slow tree is judged by what the last look saw.
  private void lookAgain(Collection<Execution> running) {
    var looks =
        running.stream()
            .map(each -> Thread.ofPlatform().daemon().unstarted(() -> lookAndSurvive(each)))
            .toList();
    looks.forEach(Thread::start);
    long end = System.nanoTime() + LONGEST_ASKED.toNanos();
    try {
      for (var look : looks) {
        look.join(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAndSurvive(Execution execution) {
    Watchdog.survive(() -> look(execution));
  }

  private void endGreatest(Collection<Execution> running) {
    running.stream()
        .filter(each -> seenOf(each).hides() || seenOf(each).grown() > 0)
        .max(
            Comparator.<Execution, Boolean>comparing(each -> seenOf(each).hides())
                .thenComparingLong(each -> seenOf(each).grown()))
        .ifPresent(
            execution -> {
              log.warn("The disk is nearly full; command {} wrote most", execution.processId());
              execution.stop(Ending.DISK);
            });
  }

  private Seen seenOf(Execution execution) {
    return seen.getOrDefault(execution, new Seen(0, 0, false, 0));
  }
}
