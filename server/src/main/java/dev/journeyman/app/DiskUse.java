package dev.journeyman.app;

import dev.journeyman.database.Database;
import dev.journeyman.sandbox.DiskUsage;
import dev.journeyman.telemetry.DiskMetrics.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this instance keeps on disk, and whether there is room for another task. Sizes are as old
/// as the last look, free space is of now. Safe for use by many threads.
final class DiskUse {

  static final String WORK = "work";
  static final String MIRRORS = "mirrors";
  static final String DATABASE = "database";
  static final List<String> PLACES = List.of(WORK, MIRRORS, DATABASE);

  /// Where free space is asked for: they may be on volumes of their own.
  static final List<String> STORES = List.of(WORK, MIRRORS);

  /// What helps against too much.
  static final String LESS = "raise it, or end tasks that wait, which gives back their work trees";

  private static final Logger LOG = LoggerFactory.getLogger(DiskUse.class);

  private final Home home;
  private final RetentionSettings settings;
  private final Database database;
  private final AtomicBoolean full = new AtomicBoolean();
  private volatile Map<String, Long> used = Map.of();

  DiskUse(Home home, RetentionSettings settings, Database database) {
    this.home = home;
    this.settings = settings;
    this.database = database;
  }

  /// Measures everything, which walks through all work trees. Never throws.
  void look() {
    try {
      used = measured();
    } catch (RuntimeException e) {
      LOG.warn("Could not measure what is kept on disk; the next look tries again", e);
    }
  }

  Disk known() {
    return new Disk(used, free(home), taken(used, home), settings.diskBytes());
  }

  /// Whether a task can be begun. A change is logged once.
  boolean hasRoom() {
    var refusal = refusal();
    if (refusal.isPresent() && !full.getAndSet(true)) {
      LOG.warn("No task is begun here for want of room: {}", refusal.get());
    }
    if (refusal.isEmpty() && full.getAndSet(false)) {
      LOG.info("There is room again, and tasks are begun here");
    }
    return refusal.isEmpty();
  }

  /// Why no task can be begun, with the remedy; empty if there is room.
  Optional<String> refusal() {
    var disk = known();
    return tooLittleFree(WORK, home.work(), disk)
        .or(() -> tooLittleFree(MIRRORS, home.mirrors(), disk))
        .or(() -> tooMuchTaken(disk));
  }

  private Optional<String> tooLittleFree(String place, Path directory, Disk disk) {
    long free = disk.free().getOrDefault(place, Long.MAX_VALUE);
    return free >= settings.freeBytes()
        ? Optional.empty()
        : Optional.of(
            "Only %d MiB are free in %s, and MIN_FREE_DISK_MB is %d; free some space"
                .formatted(free >> 20, directory, settings.freeBytes() >> 20));
  }

  private Optional<String> tooMuchTaken(Disk disk) {
    return disk.taken().orElse(0) <= disk.limit()
        ? Optional.empty()
        : Optional.of(
            "%s, and MAX_DISK_GB is %d; %s"
                .formatted(text(disk.used(), home), disk.limit() >> 30, LESS));
  }

  /// What counts against the limit: mirrors that are not in the home may be shared, and are bounded
  /// by what is free there.
  static OptionalLong taken(Map<String, Long> used, Home home) {
    return used.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            used.getOrDefault(WORK, 0L)
                + (home.holdsMirrors() ? used.getOrDefault(MIRRORS, 0L) : 0));
  }

  /// The same in words, as the beginning of a sentence.
  static String text(Map<String, Long> used, Home home) {
    var work = "Work trees take %d MiB".formatted(used.getOrDefault(WORK, 0L) >> 20);
    return home.holdsMirrors()
        ? work
            + " and mirrors, which only grow, %d MiB"
                .formatted(used.getOrDefault(MIRRORS, 0L) >> 20)
        : work;
  }

  private Map<String, Long> measured() {
    var sizes = new LinkedHashMap<>(directories(home));
    sizes.put(
        DATABASE,
        database.withHandle(
            handle ->
                handle
                    .createQuery("select pg_database_size(current_database())")
                    .mapTo(Long.class)
                    .one()));
    return Map.copyOf(sizes);
  }

  /// The sizes of work trees with caches, and of mirrors, which may be in there or elsewhere.
  static Map<String, Long> directories(Home home) {
    long mirrors = size(home.mirrors());
    long work = size(home.work());
    return Map.of(WORK, home.holdsMirrors() ? work - mirrors : work, MIRRORS, mirrors);
  }

  private static long size(Path directory) {
    return Files.isDirectory(directory) ? DiskUsage.of(List.of(directory)).bytes() : 0;
  }

  private static Map<String, Long> free(Home home) {
    return Map.of(WORK, free(home.work()), MIRRORS, free(home.mirrors()));
  }

  /// Bytes that are left for a directory, which may be yet to be made.
  static long free(Path directory) {
    var existing = directory;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot ask for the free space of " + directory, e);
    }
  }
}
