package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
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
  private final MemoryGuard memory;
  private final DiskGuard disk;
  private final Thread memoryThread;
  private final Thread diskThread;
  private volatile boolean closed;

  Watchdog(HostLimits limits) {
    this.memory = new MemoryGuard(limits);
    this.disk = new DiskGuard(limits);
    this.memoryThread = thread("sandbox-memory-watch", () -> memory.check(running));
    this.diskThread = thread("sandbox-disk-watch", () -> disk.check(running));
  }

  private Thread thread(String name, Runnable check) {
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

  private void loop(Runnable check) {
    var pause = FIRST_PAUSE;
    while (!closed) {
      if (running.isEmpty()) {
        LockSupport.park(this);
        pause = FIRST_PAUSE;
      } else {
        rest(pause);
        pause = running.isEmpty() ? FIRST_PAUSE : pauseAfter(check);
      }
    }
  }

  /// A command that begins meanwhile does not shorten it.
  private void rest(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /// A look that took long is followed by a pause ten times as long.
  private Duration pauseAfter(Runnable check) {
    long begin = System.nanoTime();
    try {
      check.run();
    } catch (RuntimeException e) {
      log.warn("Watching the commands failed; trying again", e);
    }
    var tenfold = Duration.ofNanos((System.nanoTime() - begin) * 10);
    return tenfold.compareTo(PAUSE) > 0 ? tenfold : PAUSE;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(memoryThread);
    LockSupport.unpark(diskThread);
  }
}
