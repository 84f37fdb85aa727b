package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox's own directory on the host:
///
/// ```
/// files/    what bubblewrap is handed: filter, passwd, group, hosts
/// run/      per running command one .status (written by bubblewrap) and one .process (who it is),
///           and one .arguments where it was made before it was asked for
/// output/   full texts of long outputs, until whoever asked for them has read them
/// caches/   copies of dependency caches, and an empty directory that starts mount theirs on
/// proxy/    sockets of the proxy, each owned by the user the commands run as
/// ```
///
/// That user can enter the last two only, and not list them: bubblewrap gets open files.
final class HostDirectory {

  private static final Logger log = LoggerFactory.getLogger(HostDirectory.class);

  private static final String PASSWD =
      """
      root:x:0:0:root:/nonexistent:/usr/sbin/nologin
      agent:x:1000:1000:agent:/home/agent:/bin/bash
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      """;
  private static final String GROUP = "root:x:0:\nagent:x:1000:\nnogroup:x:65534:\n";
  private static final String HOSTS = "127.0.0.1 localhost sandbox\n::1 localhost\n";

  private final Path directory;
  private Optional<FileLock> lock = Optional.empty();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong numbers = new AtomicLong();
  private final String instance =
      Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.nanoTime(), 36);

  private HostDirectory(Path directory) {
    this.directory = directory;
  }

  /// With the files that bubblewrap is handed. Those of a running service stay as they are: it
  /// starts commands with them, and whoever looks beside it may be another version.
  static HostDirectory prepare(Path directory, byte[] filter) {
    var prepared = prepare(directory);
    try {
      prepared.offer("filter", filter);
      prepared.offer("passwd", PASSWD.getBytes(StandardCharsets.UTF_8));
      prepared.offer("group", GROUP.getBytes(StandardCharsets.UTF_8));
      prepared.offer("hosts", HOSTS.getBytes(StandardCharsets.UTF_8));
      return prepared;
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's files cannot be written: " + directory, e);
    }
  }

  /// Claims it until this process ends, unless another service holds it.
  static HostDirectory prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      var prepared = new HostDirectory(directory);
      for (var name : new String[] {"files", "run", "output"}) {
        var inner = Files.createDirectories(directory.resolve(name));
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
      }
      for (var name : new String[] {"caches", "caches/copies", "caches/mount", "proxy"}) {
        var passage = Files.createDirectories(directory.resolve(name));
        Files.setPosixFilePermissions(passage, PosixFilePermissions.fromString("rwx--x--x"));
      }
      prepared.claim();
      return prepared;
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's directory cannot be set up: " + directory, e);
    }
  }

  /// Where files cannot be locked, nobody has claimed it and somebody has to write them.
  private void offer(String name, byte[] content) throws IOException {
    if (claimed() || Files.notExists(file(name))) {
      put(name, content);
    }
  }

  /// In one move: another service may be starting a command with it.
  private void put(String name, byte[] content) throws IOException {
    var fresh = Files.createTempFile(directory.resolve("files"), name, ".new");
    Files.write(fresh, content);
    Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void claim() {
    try {
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = Optional.ofNullable(channel.tryLock());
    } catch (IOException | OverlappingFileLockException e) {
      log.debug("{} cannot be claimed: {}", directory, e.toString());
    }
  }

  /// While another service holds it, what lies there is not left over.
  boolean claimed() {
    return lock.isPresent();
  }

  void release() {
    try {
      if (lock.isPresent()) {
        lock.get().channel().close();
      }
    } catch (IOException e) {
      log.warn("The lock on {} could not be given back: {}", directory, e.getMessage());
    }
  }

  Path root() {
    return directory;
  }

  Path file(String name) {
    return directory.resolve("files").resolve(name);
  }

  /// A name that no other command of this or an earlier service has.
  String nextName() {
    return instance + "-" + numbers.incrementAndGet();
  }

  Path runDirectory() {
    return directory.resolve("run");
  }

  Path outputDirectory() {
    return directory.resolve("output");
  }

  Path status(String name) {
    return runDirectory().resolve(name + ".status");
  }

  Path process(String name) {
    return runDirectory().resolve(name + ".process");
  }

  Path arguments(String name) {
    return runDirectory().resolve(name + ".arguments");
  }

  Path socketDirectory() {
    return directory.resolve("proxy");
  }

  Path cacheCopies() {
    return directory.resolve("caches/copies");
  }

  /// Empty on the host.
  Path cacheMount() {
    return directory.resolve("caches/mount");
  }

  /// A short name that cannot be guessed.
  Path socket() {
    return socketDirectory().resolve(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX));
  }

  Path output(String name) {
    return outputDirectory().resolve(name + ".log");
  }
}
