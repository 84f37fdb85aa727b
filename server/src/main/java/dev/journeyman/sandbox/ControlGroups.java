package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A place in the cgroup v2 tree where this service may make a group for each command, so that the
/// kernel itself counts and limits what all processes of a command use together. Where there is
/// none, the watchdog looks at the processes instead.
///
/// ```
/// base                        the group this service was started in
/// base/journeyman-service     the service: a group with groups below it cannot hold processes
/// base/journeyman-NAME        one command
/// ```
record ControlGroups(Path base) {

  static final Path MOUNT = Path.of("/sys/fs/cgroup");
  static final Set<String> NEEDED = Set.of("memory", "pids");

  private static final Logger log = LoggerFactory.getLogger(ControlGroups.class);
  private static final String PREFIX = "journeyman-";
  private static final String SERVICE = PREFIX + "service";
  private static final Path SELF = Path.of("/proc/self/cgroup");

  /// The place, if the host gives this process one with the controllers that are needed.
  ///
  /// @param mount where cgroup v2 is mounted
  static Optional<ControlGroups> find(Path mount, Set<String> controllers) {
    try {
      var own = own(mount);
      if (own.isEmpty() || !words(own.get(), "cgroup.controllers").containsAll(controllers)) {
        return Optional.empty();
      }
      boolean ready = words(own.get(), "cgroup.subtree_control").containsAll(controllers);
      return ready || handedDown(own.get(), controllers) ? writable(own.get()) : Optional.empty();
    } catch (IOException e) {
      log.debug("No control groups: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /// A service that was started again by itself is in its own part already.
  private static Optional<Path> own(Path mount) throws IOException {
    if (!Files.isRegularFile(mount.resolve("cgroup.controllers"))) {
      return Optional.empty();
    }
    return Files.readString(SELF)
        .lines()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> mount.resolve(line.substring("0::/".length())))
        .map(group -> group.endsWith(SERVICE) ? group.resolveSibling("") : group)
        .map(Path::normalize)
        .findFirst();
  }

  private static Set<String> words(Path group, String file) throws IOException {
    return Set.copyOf(Arrays.asList(Files.readString(group.resolve(file)).strip().split(" ")));
  }

  /// Moves this service into a group of its own, then hands the controllers down. Nobody else's
  /// processes are moved: a group shared with others is left as it is.
  private static boolean handedDown(Path base, Set<String> controllers) throws IOException {
    var members = Files.readAllLines(base.resolve("cgroup.procs"));
    if (!members.stream().allMatch(ControlGroups::isOurs)) {
      return false;
    }
    var service = Files.createDirectories(base.resolve(SERVICE));
    for (var member : members) {
      write(service.resolve("cgroup.procs"), member);
    }
    write(base.resolve("cgroup.subtree_control"), "+" + String.join(" +", controllers));
    log.info("Commands are counted and limited by the kernel, in {}", base);
    return true;
  }

  private static boolean isOurs(String id) {
    var self = ProcessHandle.current();
    return Long.parseLong(id) == self.pid()
        || self.descendants().anyMatch(process -> Long.toString(process.pid()).equals(id));
  }

  private static Optional<ControlGroups> writable(Path base) throws IOException {
    var trial = base.resolve(PREFIX + "trial-" + ProcessHandle.current().pid());
    Files.createDirectory(trial);
    Files.delete(trial);
    return Optional.of(new ControlGroups(base));
  }

  /// Makes the group of a command.
  ///
  /// @param name as no other command has it
  ControlGroup create(String name, Limits limits) throws IOException {
    var group = of(name);
    Files.createDirectory(group.directory());
    group.limit(limits);
    return group;
  }

  /// The group of a command, be it there or not.
  ControlGroup of(String name) {
    return new ControlGroup(base.resolve(PREFIX + name));
  }

  static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
