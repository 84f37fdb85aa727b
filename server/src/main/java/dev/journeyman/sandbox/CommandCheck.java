package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks at a command before anything is started.
final class CommandCheck {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private CommandCheck() {}

  /// Why the command is refused; empty if it is sound.
  static Optional<String> refusal(Command command, SandboxSettings settings) {
    return Stream.of(
            texts(command),
            workTree(command.workTree()),
            workingDirectory(command.workingDirectory()),
            BubblewrapArguments.refusal(command.readOnlyPaths()),
            caches(command.caches()),
            shownPrivate(command, settings.privatePaths()),
            shownClosed(command, settings))
        .filter(reason -> !reason.isEmpty())
        .findFirst();
  }

  /// A zero byte would end one argument of bubblewrap and begin another of the writer's choice.
  private static String texts(Command command) {
    var environment = command.environment();
    if (!environment.keySet().stream().allMatch(name -> VARIABLE.matcher(name).matches())) {
      return "An environment variable has a name that is none: " + environment.keySet();
    }
    boolean zero =
        Stream.concat(command.arguments().stream(), environment.values().stream())
            .anyMatch(text -> text.indexOf('\0') >= 0);
    return zero ? "An argument or environment variable holds a zero byte" : "";
  }

  private static String workTree(Path workTree) {
    if (!workTree.isAbsolute() || !workTree.equals(workTree.normalize())) {
      return "The work tree must be an absolute plain path: " + workTree;
    }
    return Files.isDirectory(workTree, LinkOption.NOFOLLOW_LINKS)
        ? ""
        : "The work tree does not exist or is no directory: " + workTree;
  }

  private static String caches(List<DependencyCache> caches) {
    for (var cache : caches) {
      var source = cache.source();
      if (!source.isAbsolute()
          || !source.equals(source.normalize())
          || source.getNameCount() == 0) {
        return "The dependency cache " + source + " is not absolute and plain";
      }
    }
    long kinds = caches.stream().map(DependencyCache::kind).distinct().count();
    return kinds == caches.size() ? "" : "There are two dependency caches of the same kind";
  }

  /// Read-only paths and caches come from a repository's settings, which are no reason to show
  /// what the service keeps: its keys, and other tasks. What lies beside the work tree is the
  /// task's own, such as the full texts of what it was told.
  private static String shownPrivate(Command command, List<Path> privatePaths) {
    return Stream.concat(readOnlyPaths(command), sources(command))
        .filter(path -> privatePaths.stream().anyMatch(own -> overlap(real(path), real(own))))
        .findFirst()
        .map(path -> path + " holds files of this service and is not shown to commands")
        .orElse("");
  }

  private static Stream<Path> readOnlyPaths(Command command) {
    return command.readOnlyPaths().stream()
        .filter(path -> !path.startsWith(command.workTree().resolveSibling("")));
  }

  private static Stream<Path> sources(Command command) {
    return command.caches().stream().map(DependencyCache::source);
  }

  /// The service reads a cache for the command, and where both are one user the command reads with
  /// the service's rights; a user of its own is refused by the kernel.
  private static String shownClosed(Command command, SandboxSettings settings) {
    var shown =
        settings.user() instanceof SandboxUser.Same
            ? Stream.concat(readOnlyPaths(command), sources(command))
            : sources(command);
    return shown
        .map(CommandCheck::real)
        .filter(path -> settings.openPlaces().stream().noneMatch(p -> path.startsWith(real(p))))
        .filter(CommandCheck::isClosed)
        .findFirst()
        .map(CommandCheck::closed)
        .orElse("");
  }

  /// Why what a repository's settings name is not shown.
  static String closed(Path path) {
    return "%s is not shown to commands: not everybody on the host may read it. Remedy: open it to everybody, or let the service's operator name its directory in SHOWN_DIRECTORIES"
        .formatted(path);
  }

  /// What is not there is told by whoever needs it.
  private static boolean isClosed(Path path) {
    try {
      return !PublicFiles.contain(path);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean overlap(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static String workingDirectory(String directory) {
    try {
      var path = Path.of(directory);
      boolean leaves = path.isAbsolute() || path.normalize().startsWith("..");
      return leaves ? "The working directory leaves the work tree: " + directory : "";
    } catch (InvalidPathException e) {
      return "The working directory is not a path: " + e.getReason();
    }
  }
}
