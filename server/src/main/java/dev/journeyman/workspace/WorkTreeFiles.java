package dev.journeyman.workspace;

import dev.journeyman.workspace.SecureWalk.Place;
import dev.journeyman.workspace.TreeFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The files of a work tree as the service itself reads and writes them, while commands of the
/// agent may change anything in it at any moment. Safe for use by many threads.
///
/// Every method throws [TreeFileException], and nothing else, for what it finds in the tree.
public final class WorkTreeFiles {

  /// What a name stands for. A link is reported only in listings; elsewhere it was followed.
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }

  /// @param bytes its size; 0 for what is no file
  public record Entry(String name, Kind kind, long bytes) {}

  private final SecureWalk walk;
  private final Staging staging;

  /// @param root the work tree
  /// @param staging a directory of the service's own on the same file system, in which new files
  ///     are made before they are moved into the tree
  /// @param owner whose the new files are; empty if the service is that user
  public WorkTreeFiles(Path root, Path staging, Optional<HostUser> owner) {
    this.walk = new SecureWalk(root);
    this.staging = new Staging(staging, owner);
  }

  /// What is there; empty if there is nothing.
  public Optional<Entry> find(TreePath path) {
    try {
      return walk.to(
          path,
          (_, _) -> {},
          place -> place.attributes().map(found -> entry(place.path().name(), found)));
    } catch (TreeFileException e) {
      if (e.reason() == Reason.MISSING || e.reason() == Reason.NOT_A_DIRECTORY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Reads a whole regular file.
  ///
  /// @param mostBytes a larger one is `TOO_LARGE`, found before anything is read
  public byte[] read(TreePath path, long mostBytes) {
    return walk.to(path, (_, _) -> {}, place -> read(place, mostBytes));
  }

  private byte[] read(Place place, long mostBytes) throws IOException {
    var path = place.path();
    requireFile(path, place.attributes().orElseThrow(() -> SecureWalk.missing(path)));
    try (var file = PinnedFile.open(walk.root(), path)) {
      var found = file.attributes();
      requireFile(path, found);
      requireSize(path, found.size(), mostBytes);
      try (var channel = file.channel()) {
        return bytes(path, channel, (int) found.size(), mostBytes);
      }
    }
  }

  /// @param expected its size when it was looked at; it may have grown enormous since
  private static byte[] bytes(TreePath path, SeekableByteChannel channel, int expected, long most)
      throws IOException {
    var content = new ByteArrayOutputStream(expected);
    var buffer = ByteBuffer.allocate(64 * 1024);
    while (channel.read(buffer) >= 0) {
      content.write(buffer.array(), 0, buffer.position());
      requireSize(path, content.size(), most);
      buffer.clear();
    }
    return content.toByteArray();
  }

  /// Puts a file in place in one move, with the mode of the one that was there. Directories on the
  /// way are made.
  public void write(TreePath path, byte[] content) {
    walk.to(
        path,
        staging::directory,
        place -> {
          place.attributes().ifPresent(found -> requireFile(place.path(), found));
          var permissions = place.attributes().map(PosixFileAttributes::permissions);
          staging.file(place.directory(), place.name(), content, permissions);
          return place;
        });
  }

  /// The entries of a directory by name, without `.git`, the first `most` that the file system
  /// gives.
  public List<Entry> list(TreePath path, int most) {
    return walk.to(path, (_, _) -> {}, place -> list(place, most));
  }

  private static List<Entry> list(Place place, int most) throws IOException {
    var found = place.attributes().orElseThrow(() -> SecureWalk.missing(place.path()));
    if (!found.isDirectory()) {
      throw new TreeFileException(
          Reason.NOT_A_DIRECTORY, "`%s` is not a directory.".formatted(place.path()));
    }
    try (var stream =
        place.directory().newDirectoryStream(place.name(), LinkOption.NOFOLLOW_LINKS)) {
      return entries(stream, most);
    }
  }

  private static List<Entry> entries(SecureDirectoryStream<Path> directory, int most)
      throws IOException {
    var entries = new ArrayList<Entry>();
    for (var path : directory) {
      var name = path.getFileName();
      if (entries.size() < most && !name.toString().equals(".git")) {
        SecureWalk.attributes(directory, name)
            .ifPresent(found -> entries.add(entry(name.toString(), found)));
      }
    }
    entries.sort(Comparator.comparing(Entry::name));
    return List.copyOf(entries);
  }

  private static Entry entry(String name, PosixFileAttributes found) {
    if (found.isRegularFile()) {
      return new Entry(name, Kind.FILE, found.size());
    }
    if (found.isDirectory()) {
      return new Entry(name, Kind.DIRECTORY, 0);
    }
    return new Entry(name, found.isSymbolicLink() ? Kind.LINK : Kind.OTHER, 0);
  }

  private static void requireFile(TreePath path, BasicFileAttributes found) {
    if (found.isDirectory()) {
      throw new TreeFileException(
          Reason.IS_DIRECTORY, "`%s` is a directory, not a file.".formatted(path));
    }
    if (!found.isRegularFile()) {
      throw new TreeFileException(
          Reason.NOT_A_REGULAR_FILE,
          "`%s` is not a regular file (a pipe, socket or device).".formatted(path));
    }
  }

  private static void requireSize(TreePath path, long bytes, long most) {
    if (bytes > most) {
      throw new TreeFileException(
          Reason.TOO_LARGE,
          "`%s` has %,d bytes; at most %,d can be used here. Take the part you need with a command."
              .formatted(path, bytes, most));
    }
  }
}
