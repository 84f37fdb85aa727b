package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/// The sandbox's own directory on the host:
///
/// ```
/// files/    what bubblewrap is handed: filter, passwd, group, hosts
/// run/      one .status (written by bubblewrap) and one .process (who it is) per running command
/// output/   full texts of long outputs
/// ```
///
/// None of them can be entered by the user the commands run as: bubblewrap gets open files.
final class HostDirectory {

  private static final String PASSWD =
      """
      root:x:0:0:root:/nonexistent:/usr/sbin/nologin
      agent:x:1000:1000:agent:/home/agent:/bin/bash
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      """;
  private static final String GROUP = "root:x:0:\nagent:x:1000:\nnogroup:x:65534:\n";
  private static final String HOSTS = "127.0.0.1 localhost sandbox\n::1 localhost\n";

  private final Path directory;
  private final AtomicLong numbers = new AtomicLong();
  private final String instance =
      Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.nanoTime(), 36);

  private HostDirectory(Path directory) {
    this.directory = directory;
  }

  static HostDirectory prepare(Path directory, byte[] filter) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      var prepared = new HostDirectory(directory);
      for (var name : new String[] {"files", "run", "output"}) {
        var inner = Files.createDirectories(directory.resolve(name));
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
      }
      Files.write(prepared.file("filter"), filter);
      Files.writeString(prepared.file("passwd"), PASSWD);
      Files.writeString(prepared.file("group"), GROUP);
      Files.writeString(prepared.file("hosts"), HOSTS);
      return prepared;
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's directory cannot be set up: " + directory, e);
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

  Path output(String name) {
    return outputDirectory().resolve(name + ".log");
  }
}
