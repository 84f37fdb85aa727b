package dev.journeyman.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files with which a git that was killed still locks what it was changing. Nobody takes them away
/// by himself, and every fetch would fail over them.
record StaleLocks(Path mirror) {

  private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);

  /// A reference or a setting is locked for milliseconds.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// To be called by who holds the mirror's own lock.
  void remove() {
    try (var top = Files.list(mirror);
        var below = Files.walk(mirror.resolve("refs"))) {
      for (var file : Stream.concat(top, below).filter(StaleLocks::isStale).toList()) {
        LOG.warn("Removed {}, which a git that was killed had left", file);
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Directories of references come and go; the next fetch looks again.
      LOG.debug("Did not see all of {}: {}", mirror, e.getMessage());
    }
  }

  private static boolean isStale(Path file) {
    return file.toString().endsWith(".lock")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && changed(file).isBefore(Instant.now().minus(LONGEST));
  }

  /// One that has just gone is not stale.
  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException _) {
      return Instant.MAX;
    }
  }
}
