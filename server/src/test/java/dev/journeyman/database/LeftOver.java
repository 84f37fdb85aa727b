package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A test server whose tests were killed before they could stop it.
record LeftOver(Path directory) {

  private static final Duration YOUNG = Duration.ofMinutes(1);

  static List<LeftOver> servers() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var found = new ArrayList<LeftOver>();
    try (var directories = Files.newDirectoryStream(temporary, TestDatabase.PREFIX + "*")) {
      for (var directory : directories) {
        if (Files.isWritable(directory) && isOld(directory.resolve("lock"))) {
          found.add(new LeftOver(directory));
        }
      }
    }
    return found;
  }

  private static boolean isOld(Path lock) {
    var modified = lock.toFile().lastModified();
    return modified > 0 && modified < System.currentTimeMillis() - YOUNG.toMillis();
  }

  /// Nothing happens if its tests still run, or if other tests remove it just now.
  void remove() {
    try (var _ = DirectoryLock.take(directory)) {
      var cluster = new Cluster(directory, Path.of("/none"), ServerUser.ofThisProcess());
      cluster.running().ifPresent(cluster::stop);
      DirectoryTree.delete(directory);
    } catch (DatabaseException | IOException | UncheckedIOException _) {
      return;
    }
  }
}
