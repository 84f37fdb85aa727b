package dev.journeyman.sandbox;

import dev.journeyman.sandbox.seccomp.Architecture;
import dev.journeyman.sandbox.seccomp.SeccompFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The sandbox made of bubblewrap: every command is a process of its own in namespaces of its own,
/// without rights, behind a filter of system calls.
public final class Bubblewrap implements Sandbox {

  private final SandboxSettings settings;
  private final BubblewrapStart start;
  private final Isolation isolation;

  private Bubblewrap(SandboxSettings settings, BubblewrapStart start, Isolation isolation) {
    this.settings = settings;
    this.start = start;
    this.isolation = isolation;
  }

  /// Sets the sandbox up, ends what an earlier service left running, and tries it out. A host that
  /// cannot isolate gives a sandbox whose [#isolation] says why and that runs nothing.
  ///
  /// @throws UncheckedIOException if the directory cannot be used
  public static Sandbox open(SandboxSettings settings) {
    return open(settings, ControlGroups.find(ControlGroups.MOUNT, ControlGroups.NEEDED));
  }

  /// @param groups where the kernel limits commands; the watchdog alone does where there is none
  static Sandbox open(SandboxSettings settings, Optional<ControlGroups> groups) {
    var filter = Architecture.ofThisMachine().map(SeccompFilter::bytesFor).orElse(new byte[0]);
    var files = HostDirectory.prepare(settings.directory(), filter);
    LeftOvers.end(files, new Ownership(settings.user()), groups);
    var start = new BubblewrapStart(settings, files, groups);
    var isolation = new Probe(settings, files, start).isolation();
    return isolation instanceof Isolation.Impossible impossible
        ? closed(start, impossible)
        : new Bubblewrap(settings, start, isolation);
  }

  private static Sandbox closed(BubblewrapStart start, Isolation.Impossible isolation) {
    start.close();
    return new ClosedSandbox(isolation);
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    return start.inTurn(() -> start.begin(command, new Surroundings.Fresh(), listener).await());
  }

  /// @throws UncheckedIOException if the directory cannot be made
  @Override
  public TaskSandbox open(Path directory) {
    var ownership = new Ownership(settings.user());
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of a task cannot be made: " + directory, e);
    }
    return new BubblewrapTask(
        start,
        ownership.makeDirectory(directory.resolve("tmp")),
        ownership.makeDirectory(directory.resolve("home")),
        directory.resolve("caches"),
        settings.limits().jobsPerTask());
  }

  @Override
  public Isolation isolation() {
    return isolation;
  }

  @Override
  public void close() {
    start.close();
  }
}
