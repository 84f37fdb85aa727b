package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The group of one command in the cgroup v2 tree. The command enters it before bubblewrap starts,
/// so nothing it starts is outside.
record ControlGroup(Path directory) {

  private static final Logger log = LoggerFactory.getLogger(ControlGroup.class);

  /// Bubblewrap and what starts it are counted too.
  private static final int OWN_PROCESSES = 8;
  private static final int REMOVAL_ROUNDS = 100;
  private static final long REMOVAL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /// When memory is used up the kernel ends the whole command, not one process of it.
  void limit(Limits limits) throws IOException {
    set("memory.max", Long.toString(limits.memoryBytes()));
    set("memory.swap.max", "0");
    set("memory.oom.group", "1");
    set("pids.max", Integer.toString(limits.processes() + OWN_PROCESSES));
  }

  /// A file whose controller is off is not there.
  private void set(String file, String value) throws IOException {
    if (Files.exists(directory.resolve(file))) {
      ControlGroups.write(directory.resolve(file), value);
    }
  }

  /// Where a process that writes 0 becomes a member.
  Path entrance() {
    return directory.resolve("cgroup.procs");
  }

  /// Memory that cannot be dropped, of all processes; empty where the kernel does not tell.
  OptionalLong memoryBytes() {
    var anonymous = number("memory.stat", "anon");
    var shared = number("memory.stat", "shmem");
    return anonymous.isPresent() && shared.isPresent()
        ? OptionalLong.of(anonymous.getAsLong() + shared.getAsLong())
        : OptionalLong.empty();
  }

  /// Whether the kernel ended the command for its memory.
  boolean ranOutOfMemory() {
    return number("memory.events", "oom_group_kill").orElse(0) > 0;
  }

  private OptionalLong number(String file, String key) {
    try (var lines = Files.lines(directory.resolve(file))) {
      return lines
          .filter(line -> line.startsWith(key + " "))
          .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /// Kills every process in the group at once, those just being started included.
  void kill() {
    try {
      if (Files.exists(directory)) {
        ControlGroups.write(directory.resolve("cgroup.kill"), "1");
      }
    } catch (IOException e) {
      log.warn("The group {} could not be killed: {}", directory, e.getMessage());
    }
  }

  /// Removes the group once its last process is gone.
  void remove() {
    for (int round = 0; Files.exists(directory); round++) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        if (round == REMOVAL_ROUNDS) {
          log.warn(
              "The group {} cannot be removed; the next start does: {}", directory, e.getMessage());
          return;
        }
        LockSupport.parkNanos(REMOVAL_PAUSE_NANOS);
      }
    }
  }
}
