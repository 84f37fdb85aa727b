package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
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
  private final Thread memoryThread;
  private final Thread diskThread;
  private volatile boolean closed;

  Watchdog(HostLimits limits) {
    this(new MemoryGuard(limits)::check, new DiskGuard(limits)::check);
  }

  /// With guards that look at these commands, each always called by the same thread.
  Watchdog(Consumer<Collection<Execution>> memory, Consumer<Collection<Execution>> disk) {
    this.memoryThread = thread("sandbox-memory-watch", memory);
    this.diskThread = thread("sandbox-disk-watch", disk);
  }

  private Thread thread(String name, Consumer<Collection<Execution>> check) {
    return Thread.ofPlatform().daemon().name(name).start(() -> loop(check));
  }

  void watch(Execution execution) {
    running.add(execution);
    execution.whenEnded(() -> running.remove(execution));
    LockSupport.unpark(memoryThread);
    LockSupport.unpark(diskThread);
  }

  /// Everything that runs now.
  Set<Execution> running() {
    return Set.copyOf(running);
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
      check(check, fresh);
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
    check(check, seen);
    var tenfold = Duration.ofNanos((System.nanoTime() - begin) * 10);
    return tenfold.compareTo(PAUSE) > 0 ? tenfold : PAUSE;
  }

  private static void check(Consumer<Collection<Execution>> check, Collection<Execution> seen) {
    try {
      check.accept(seen);
    } catch (RuntimeException e) {
      log.warn("Watching the commands failed; trying again", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(memoryThread);
    LockSupport.unpark(diskThread);
  }
}
