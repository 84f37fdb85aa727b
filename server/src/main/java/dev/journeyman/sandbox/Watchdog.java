package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all running commands, again and again, and ends the one that uses too much. Resource
/// limits of the kernel hold for one process; this holds for all processes of a command together.
final class Watchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Most commands are over by then, and a look costs more than they do.
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final Set<Execution> running = ConcurrentHashMap.newKeySet();
  private final Consumer<Execution> disk;
  private final Map<Execution, Long> diskNanos = new ConcurrentHashMap<>();
  private final Thread memoryThread;
  private final Thread roomThread;
  private volatile boolean closed;

  Watchdog(HostLimits limits) {
    this(new MemoryGuard(limits)::check, new DiskGuard(limits));
  }

  private Watchdog(Consumer<Collection<Execution>> memory, DiskGuard disk) {
    this(memory, disk::checkRoom, disk::look);
  }

  /// With guards of its own.
  ///
  /// @param memory looks at all commands; called by one thread
  /// @param room likewise, and always five times a second: a look must be cheap
  /// @param disk looks at one command; called by one thread for each
  Watchdog(
      Consumer<Collection<Execution>> memory,
      Consumer<Collection<Execution>> room,
      Consumer<Execution> disk) {
    this.disk = disk;
    this.memoryThread = thread("sandbox-memory-watch", () -> loop(memory));
    this.roomThread = thread("sandbox-room-watch", () -> keepLooking(room));
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  void watch(Execution execution) {
    running.add(execution);
    execution.whenEnded(() -> running.remove(execution));
    LockSupport.unpark(memoryThread);
    LockSupport.unpark(roomThread);
    thread("sandbox-disk-watch-" + execution.processId(), () -> follow(execution));
  }

  /// Everything that runs now.
  Set<Execution> running() {
    return Set.copyOf(running);
  }

  private void keepLooking(Consumer<Collection<Execution>> check) {
    while (!closed) {
      if (running.isEmpty()) {
        LockSupport.park(this);
      } else {
        rest(soon(PAUSE));
        survive(() -> check.accept(running()));
      }
    }
  }

  private void follow(Execution execution) {
    try {
      var pause = FIRST_PAUSE;
      while (!closed && !execution.endsWithin(pause)) {
        pause = pauseAfterDisk(execution);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      diskNanos.remove(execution);
    }
  }

  /// Ten times as long as this look and all shorter ones took: a slow one delays no other, and many
  /// together do not keep the processors busy.
  private Duration pauseAfterDisk(Execution execution) {
    long begin = System.nanoTime();
    survive(() -> disk.accept(execution));
    long took = System.nanoTime() - begin;
    diskNanos.put(execution, took);
    long upToThis =
        diskNanos.values().stream().filter(other -> other <= took).mapToLong(Long::longValue).sum();
    return tenfold(upToThis);
  }

  /// A look at all of them that took long is followed by a pause ten times as long; a command that
  /// begins meanwhile is looked at by itself, so that it does not wait so long for its first.
  private void loop(Consumer<Collection<Execution>> check) {
    var known = new HashSet<Execution>();
    long due = soon(FIRST_PAUSE);
    while (!closed) {
      if (running.isEmpty()) {
        known.clear();
        LockSupport.park(this);
        due = soon(FIRST_PAUSE);
      } else {
        rest(Math.min(due, soon(PAUSE)));
        due = look(check, known, due);
      }
    }
  }

  private long look(Consumer<Collection<Execution>> check, Set<Execution> known, long due) {
    var seen = running();
    var fresh = seen.stream().filter(each -> !known.contains(each)).toList();
    known.retainAll(seen);
    known.addAll(seen);
    if (System.nanoTime() - due >= 0) {
      return soon(pauseAfter(check, seen));
    }
    if (!fresh.isEmpty()) {
      survive(() -> check.accept(fresh));
    }
    return due;
  }

  private static long soon(Duration pause) {
    return System.nanoTime() + pause.toNanos();
  }

  /// A command that begins meanwhile does not shorten it.
  private void rest(long end) {
    for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private static Duration pauseAfter(
      Consumer<Collection<Execution>> check, Collection<Execution> seen) {
    long begin = System.nanoTime();
    survive(() -> check.accept(seen));
    return tenfold(System.nanoTime() - begin);
  }

  private static Duration tenfold(long nanoseconds) {
    var tenfold = Duration.ofNanos(nanoseconds * 10);
    return tenfold.compareTo(PAUSE) > 0 ? tenfold : PAUSE;
  }

  /// Whatever a look throws, the next one comes: without it nothing bounds the commands. Memory may
  /// be so short that not even the log can be written.
  static void survive(Runnable look) {
    try {
      look.run();
    } catch (Throwable e) {
      try {
        log.warn("Watching the commands failed; trying again", e);
      } catch (Throwable _) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(memoryThread);
    LockSupport.unpark(roomThread);
  }
}
