package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service's copies of dependency caches. A copy belongs to the sandbox's user, because a layer
/// over it can only change files whose owner the sandbox knows, and never changes once it is made:
/// when the original has changed, the next command gets a new one.
///
/// Safe for use by many threads. One that is interrupted while it waits or copies gets an exception
/// at once.
final class CacheCopies {

  private static final Logger log = LoggerFactory.getLogger(CacheCopies.class);
  private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String INCOMING = "incoming-";
  private static final long LONGEST_COPY_MINUTES = 30;

  /// Copies that are not removed before they are given back.
  final class Leases implements AutoCloseable {
    private final Map<DependencyCache, Copy> copies = new HashMap<>();

    private void add(DependencyCache cache, Copy copy) {
      synchronized (CacheCopies.this) {
        copy.leases++;
        copies.put(cache, copy);
      }
    }

    /// What is to be mounted.
    ///
    /// @param kept where changes are kept, for each cache
    List<Layers.Layer> layers(
        List<DependencyCache> caches, Function<DependencyCache, String> kept) {
      return caches.stream()
          .map(cache -> new Layers.Layer(cache, copyOf(cache), kept.apply(cache)))
          .toList();
    }

    private Path copyOf(DependencyCache cache) {
      return Objects.requireNonNull(copies.get(cache), "only what was leased").directory;
    }

    @Override
    public void close() {
      synchronized (CacheCopies.this) {
        var given = List.copyOf(copies.values());
        copies.clear();
        given.forEach(copy -> copy.leases--);
        given.forEach(CacheCopies.this::removeIfDone);
      }
    }
  }

  private static final class Copy {
    private final Path directory;
    private final String state;
    private long lookedAt = System.nanoTime();
    private int leases;
    private boolean outdated;

    private Copy(Path directory, String state) {
      this.directory = directory;
      this.state = state;
    }

    private boolean isFresh() {
      return System.nanoTime() - lookedAt < LOOKED_AT_EVERY.toNanos();
    }
  }

  private final Path directory;
  private final Ownership ownership;
  private final List<Path> openPlaces;
  private final ReentrantLock copying = new ReentrantLock();

  /// Of use only to whoever copies; how often each is leased is guarded by this object's monitor.
  private final Map<Path, Copy> copies = new HashMap<>();

  /// @param openPlaces from which files are copied that not everybody may read
  CacheCopies(Path directory, Ownership ownership, List<Path> openPlaces) {
    this.openPlaces = List.copyOf(openPlaces);
    this.directory = directory;
    this.ownership = ownership;
  }

  /// The copies of these caches. Making one takes as long as copying a directory takes; meanwhile
  /// other commands with caches wait.
  ///
  /// @throws IOException if a cache cannot be copied; the message names the remedy
  Leases lease(List<DependencyCache> caches) throws IOException {
    var leases = new Leases();
    if (caches.isEmpty()) {
      return leases;
    }
    enter();
    try {
      for (var cache : caches) {
        leases.add(cache, current(cache.source()));
      }
      return leases;
    } catch (IOException e) {
      leases.close();
      throw e;
    } finally {
      copying.unlock();
    }
  }

  private void enter() throws IOException {
    try {
      copying.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a dependency cache", e);
    }
  }

  private Copy current(Path source) throws IOException {
    var known = copies.get(source);
    if (known != null && known.isFresh()) {
      return known;
    }
    if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "The dependency cache %s is no directory of this host. Remedy: fill it, or take it out of the repository's settings."
              .formatted(source));
    }
    var state = state(source, isOpen(source));
    if (known != null && known.state.equals(state)) {
      known.lookedAt = System.nanoTime();
      return known;
    }
    var made = new Copy(found(source, state), state);
    copies.put(source, made);
    if (known != null) {
      outdate(known);
    }
    return made;
  }

  private synchronized void outdate(Copy copy) {
    copy.outdated = true;
    removeIfDone(copy);
  }

  /// An earlier service may have made the same copy already.
  private Path found(Path source, String state) throws IOException {
    var name = UUID.nameUUIDFromBytes(source.toString().getBytes(StandardCharsets.UTF_8));
    var target = directory.resolve(name + "-" + state);
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      copy(source, target);
    }
    Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
    return target;
  }

  private void copy(Path source, Path target) throws IOException {
    log.info("Copying the dependency cache {}", source);
    var incoming = directory.resolve(INCOMING + UUID.randomUUID());
    try {
      var options = List.of("cp", "-a", "--reflink=auto", "--no-target-directory", "--");
      var line = new ArrayList<>(options);
      line.addAll(List.of(source.toString(), incoming.toString()));
      var program = new HostProgram(directory.resolve(incoming + ".words"), LONGEST_COPY_MINUTES);
      program.run("Copying a dependency cache", line);
      program.run(
          "Copying a dependency cache",
          List.of("chmod", "-R", "u+rwX,go-rwx", "--", incoming.toString()));
      ownership.give(incoming);
      Files.move(incoming, target);
    } finally {
      // Nobody who is stopped has to wait until half a copy is gone.
      Thread.ofVirtual().name("sandbox-cache-removal").start(() -> removeIncoming(incoming));
    }
  }

  private static void removeIncoming(Path incoming) {
    try {
      DirectoryRemoval.removeIfThere(incoming);
    } catch (IOException e) {
      log.warn("{} cannot be removed; the next start does: {}", incoming, e.getMessage());
    }
  }

  /// Removes what no service has used for long, and what a killed one left half made.
  void removeOld(Consumer<Path> removal) throws IOException {
    var limit = Instant.now().minus(KEPT);
    try (var found = Files.newDirectoryStream(directory)) {
      for (var copy : found) {
        boolean half = copy.getFileName().toString().startsWith(INCOMING);
        if (half || Files.getLastModifiedTime(copy).toInstant().isBefore(limit)) {
          removal.accept(copy);
        }
      }
    }
  }

  private void removeIfDone(Copy copy) {
    if (copy.outdated && copy.leases == 0) {
      try {
        DirectoryRemoval.removeIfThere(copy.directory);
      } catch (IOException e) {
        log.warn("{} cannot be removed; the next start does: {}", copy.directory, e.getMessage());
      }
    }
  }

  private boolean isOpen(Path source) {
    var real = CommandCheck.real(source);
    return openPlaces.stream().anyMatch(place -> real.startsWith(CommandCheck.real(place)));
  }

  /// Changes when a file appears, goes, or changes size or time.
  ///
  /// @throws IOException also if something in it may not be shown
  private static String state(Path source, boolean open) throws IOException {
    var sum = new Sum(source, open);
    Files.walkFileTree(source, sum);
    return Long.toHexString(sum.value);
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private final Path source;
    private final boolean open;
    private long value;

    private Sum(Path source, boolean open) {
      this.source = source;
      this.open = open;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
        throws IOException {
      requireOpen(inner);
      return FileVisitResult.CONTINUE;
    }

    private void requireOpen(Path path) throws IOException {
      if (!open && !PublicFiles.isOpen(path)) {
        throw new IOException(CommandCheck.closed(path));
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      requireOpen(file);
      long mixed = source.relativize(file).toString().hashCode();
      mixed = mixed * 0x9E3779B97F4A7C15L + attributes.size();
      mixed = mixed * 0x9E3779B97F4A7C15L + attributes.lastModifiedTime().toMillis();
      value += mixed * 0x9E3779B97F4A7C15L;
      return FileVisitResult.CONTINUE;
    }
  }
}
