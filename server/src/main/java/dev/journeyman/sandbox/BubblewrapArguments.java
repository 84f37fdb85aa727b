package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Writes the arguments of one bubblewrap. No mount goes below a directory that a command can write
/// to: bubblewrap would follow a symbolic link planted there while it makes the mount point, before
/// the sandbox is closed (CVE-2026-87766).
final class BubblewrapArguments {

  private static final String WORK_TREE = "/workspace";
  private static final String HOME = "/home/agent";
  private static final String GIT = "/git";
  private static final String CACHES = "/caches";
  private static final String OBJECTS = "/repo-objects";
  private static final long SHARED_MEMORY_BYTES = 64L * 1024 * 1024;

  /// Where no extra path may be shown, because the sandbox has its own things there.
  private static final List<Path> TAKEN =
      List.of(WORK_TREE, GIT, OBJECTS, CACHES, "/tmp", HOME, "/proc", "/dev", "/sys", "/run")
          .stream()
          .map(Path::of)
          .toList();

  private static final List<String> FIXED =
      List.of(
          "--clearenv",
          // A session of its own it has from ShellLine.
          "--unshare-user",
          "--unshare-ipc",
          "--unshare-pid",
          "--unshare-uts",
          "--unshare-cgroup-try",
          "--disable-userns",
          "--uid",
          "1000",
          "--gid",
          "1000",
          "--hostname",
          "sandbox",
          "--cap-drop",
          "ALL",
          "--die-with-parent",
          "--seccomp",
          Integer.toString(ShellLine.FILTER),
          "--json-status-fd",
          Integer.toString(ShellLine.STATUS));

  private final List<String> arguments = new ArrayList<>(FIXED);

  private BubblewrapArguments() {}

  /// @param system what [SystemPaths#arguments] found
  /// @param readOnlyPaths shown in addition to those of the command
  /// @param caches arguments that show the command's caches
  static List<String> of(
      Command command,
      Surroundings surroundings,
      List<String> system,
      List<Path> readOnlyPaths,
      List<String> caches,
      ProxyRoute route) {
    var built = new BubblewrapArguments();
    built.arguments.addAll(system);
    built.devices();
    built.surroundings(surroundings, command.limits());
    built.add("--dir", "/run");
    built.readOnly(readOnlyPaths);
    built.readOnly(command.readOnlyPaths());
    built.add("--bind", command.workTree().toString(), WORK_TREE);
    built.git(command.gitDirectory());
    built.arguments.addAll(caches);
    built.arguments.addAll(route.mounts());
    built.add("--remount-ro", "/");
    built.add("--chdir", WORK_TREE);
    built.environment(SandboxEnvironment.VARIABLES);
    command.caches().forEach(cache -> built.environment(cache.variables()));
    built.environment(command.environment());
    return List.copyOf(built.arguments);
  }

  private void devices() {
    readOnlyData(ShellLine.PASSWD, "/etc/passwd");
    readOnlyData(ShellLine.GROUP, "/etc/group");
    readOnlyData(ShellLine.HOSTS, "/etc/hosts");
    add("--proc", "/proc");
    add("--ro-bind", "/proc/sys", "/proc/sys");
    add("--dev", "/dev");
    emptyDirectory("/dev/shm", "1777", SHARED_MEMORY_BYTES);
    add("--remount-ro", "/dev");
  }

  private void surroundings(Surroundings surroundings, Limits limits) {
    switch (surroundings) {
      case Surroundings.Fresh() -> {
        add("--unshare-net");
        emptyDirectory("/tmp", "1777", limits.temporaryBytes());
        emptyDirectory(HOME, "0700", limits.temporaryBytes());
      }
      case Surroundings.Shared(var temporary, var home, _, _, _, _) -> {
        add("--bind", temporary.toString(), "/tmp");
        add("--bind", home.toString(), HOME);
      }
    }
  }

  private void readOnly(Collection<Path> paths) {
    for (var path : paths) {
      if (!SystemPaths.covers(path)) {
        add("--ro-bind", path.toString(), path.toString());
      }
    }
  }

  private void git(GitAccess access) {
    switch (access) {
      case GitAccess.None() -> {}
      case GitAccess.Private(var directory, var objects) -> {
        add("--bind", directory.toString(), GIT);
        add("--ro-bind", objects.toString(), OBJECTS);
        environment(Map.of("GIT_DIR", GIT, "GIT_WORK_TREE", WORK_TREE));
      }
    }
  }

  private void environment(Map<String, String> variables) {
    variables.forEach((name, value) -> add("--setenv", name, value));
  }

  private void readOnlyData(int descriptor, String path) {
    add("--perms", "0444", "--ro-bind-data", Integer.toString(descriptor), path);
  }

  private void emptyDirectory(String path, String permissions, long bytes) {
    add("--size", Long.toString(bytes), "--perms", permissions, "--tmpfs", path);
  }

  private void add(String... more) {
    arguments.addAll(List.of(more));
  }

  /// Why these extra paths cannot be shown; an empty text if they can.
  static String refusal(Collection<Path> readOnlyPaths) {
    for (var path : readOnlyPaths) {
      if (!path.isAbsolute() || !path.equals(path.normalize()) || path.getNameCount() == 0) {
        return "The read-only path " + path + " is not absolute and plain";
      }
      if (TAKEN.stream().anyMatch(taken -> path.startsWith(taken) || taken.startsWith(path))) {
        return "The read-only path " + path + " is in the way of the sandbox's own directories";
      }
    }
    return "";
  }
}
