package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The objects of a mirror that came from its source, or have landed there: what every task may
/// see. They lie apart, in `objects/shown`, from which the mirror's own objects borrow; checkpoints
/// and whatever else the service makes for one task are beside them and no other task's business.
///
/// @param git on the mirror
record SharedObjects(Git git, Path mirror) {

  private static final String NAME = "shown";

  Path directory() {
    return mirror.resolve("objects").resolve(NAME);
  }

  boolean exist() {
    return Files.isDirectory(directory(), LinkOption.NOFOLLOW_LINKS);
  }

  /// git that stores what it gets among them.
  Git filling(Git fetching) {
    prepare();
    return fetching
        .variable("GIT_OBJECT_DIRECTORY", directory().toString())
        .variable("GIT_ALTERNATE_OBJECT_DIRECTORIES", mirror.resolve("objects").toString());
  }

  private void prepare() {
    try {
      readable(directory());
      readable(directory().resolve("pack"));
      var borrowed = mirror.resolve("objects/info/alternates");
      if (!Files.exists(borrowed)) {
        Files.createDirectories(borrowed.resolveSibling(""));
        Files.writeString(borrowed, NAME + "\n");
      }
    } catch (IOException e) {
      throw Layout.broken(directory(), e);
    }
  }

  /// The sandbox's user reads them.
  private static void readable(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Adds what is on the source's branches now and was not fetched, because this service made it:
  /// landed work, which git finds in the mirror already.
  void complete() {
    var heads = heads();
    var known = known();
    if (!heads.equals(known)) {
      pack(directory().resolve("pack/pack"), heads, known, "--local");
      keep(heads);
    }
  }

  /// Packs what a commit needs beyond these objects, and beyond a commit that is among them.
  ///
  /// @param target where the packs go, and how their names begin
  void packBeyond(CommitId commit, CommitId shown, Path target) {
    var without = new HashSet<>(known());
    without.add(shown.value());
    pack(target, Set.of(commit.value()), without, "--delta-base-offset");
  }

  private void pack(Path target, Set<String> wanted, Set<String> without, String option) {
    var revisions = new StringBuilder();
    wanted.forEach(id -> revisions.append(id).append('\n'));
    without.forEach(id -> revisions.append('^').append(id).append('\n'));
    git.expect(
        new GitInput.Text(revisions.toString()),
        "pack-objects",
        "--revs",
        "--non-empty",
        "-q",
        option,
        target.toString());
  }

  private Set<String> heads() {
    var found = git.expect("for-each-ref", "--format=%(objectname)", "--", "refs/remotes/origin/");
    return new HashSet<>(found.line().lines().toList());
  }

  /// The heads up to which these objects are complete.
  private Set<String> known() {
    try {
      return Files.exists(record()) ? new HashSet<>(Files.readAllLines(record())) : Set.of();
    } catch (IOException e) {
      throw Layout.broken(record(), e);
    }
  }

  private void keep(Set<String> heads) {
    try {
      var fresh = Files.createTempFile(mirror, "shown-heads", "");
      Files.write(fresh, List.copyOf(heads));
      Files.move(fresh, record(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Layout.broken(record(), e);
    }
  }

  private Path record() {
    return mirror.resolve("shown-heads");
  }
}
