package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How dependency caches are shown to a command: as writable layers over copies, mounted where only
/// the command's own start can see them. The host has no part in these mounts, and they go with the
/// last process that sees them.
final class Layers {

  /// Arguments: a directory to mount on, its size, and for each cache a name, the copy and, for one
  /// that is to last, where its changes are kept (else -); then -- and what to become. Everything
  /// is mounted under plain names, because overlay options cannot hold every path.
  private static final String MOUNT =
      """
      set -e
      mount -t tmpfs -o "size=$2,mode=700" caches "$1"
      cd "$1"
      shift 2
      while [ "$1" != -- ]; do
        mkdir "$1" "$1.copy" "$1.kept"
        mount --bind "$2" "$1.copy"
        [ "$3" = - ] || mount --bind "$3" "$1.kept"
        mkdir -p "$1.kept/upper" "$1.kept/work"
        mount -t overlay caches "$1" \
          -o "lowerdir=$1.copy,upperdir=$1.kept/upper,workdir=$1.kept/work,userxattr"
        shift 3
      done
      shift
      cd /
      exec "$@"
      """;

  private Layers() {}

  /// One cache to be mounted.
  ///
  /// @param kept where changes are kept; `-` if they go with the command
  record Layer(DependencyCache cache, Path copy, String kept) {

    /// Where the files lie that commands changed, in a directory that keeps what a task changes.
    Path changes(Path directory) {
      return directory.resolve(cache.kind().wire()).resolve("upper");
    }
  }

  /// What mounts layers in namespaces of its own and then becomes what follows it.
  ///
  /// @param mountPoint an empty directory, the same for all: each start mounts on it for itself
  /// @param bytes how much a command may write to layers that go with it
  static List<String> program(Path mountPoint, long bytes, List<Layer> layers) {
    if (layers.isEmpty()) {
      return List.of();
    }
    var program =
        new ArrayList<>(
            List.of("/usr/bin/unshare", "-U", "-r", "-m", "--propagation", "private", "--"));
    program.addAll(List.of("/bin/sh", "-c", MOUNT, "sh"));
    program.addAll(List.of(mountPoint.toString(), Long.toString(bytes)));
    for (var layer : layers) {
      program.add(layer.cache().kind().wire());
      program.add(layer.copy().toString());
      program.add(layer.kept());
    }
    program.add("--");
    return program;
  }

  /// Arguments of bubblewrap that show what was mounted.
  static List<String> mounts(Path mountPoint, List<Layer> layers) {
    var mounts = new ArrayList<String>();
    for (var layer : layers) {
      var mounted = mountPoint.resolve(layer.cache().kind().wire());
      mounts.addAll(List.of("--bind", mounted.toString(), layer.cache().place().toString()));
    }
    return mounts;
  }
}
