package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Files without a name that processes hold open: they take room and lie in no directory.
final class UnlinkedFiles {

  private static final String MARK = " (deleted)";

  private final Map<Object, Long> sizes = new HashMap<>();

  private UnlinkedFiles() {}

  /// The size of those that these processes hold open, each counted once.
  static long bytes(Collection<ProcessTable.Row> processes) {
    var files = new UnlinkedFiles();
    processes.forEach(process -> files.look(Path.of("/proc/" + process.id() + "/fd")));
    return files.sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void look(Path descriptors) {
    try (var found = Files.newDirectoryStream(descriptors)) {
      found.forEach(this::count);
    } catch (IOException | DirectoryIteratorException _) {
      // The process has ended meanwhile.
    }
  }

  private void count(Path descriptor) {
    try {
      if (Files.readSymbolicLink(descriptor).toString().endsWith(MARK)) {
        var attributes = Files.readAttributes(descriptor, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          sizes.put(Objects.requireNonNull(attributes.fileKey()), attributes.size());
        }
      }
    } catch (IOException _) {
      // It was closed meanwhile.
    }
  }
}
