package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.sandbox.DependencyCache.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is counted of a task with dependency caches.
class SurroundingsTest extends SandboxTestBed {

  private Command command() throws Exception {
    var source = Files.createDirectories(directory.resolve("cache"));
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Command.script(workTree, "echo x > /caches/npm/file")
        .withCaches(List.of(new DependencyCache(Kind.NPM, source)));
  }

  /// The kernel makes a directory of mode 000 for itself, in which only root can look.
  @Test
  void nothingIsHiddenByTheKernelsOwnDirectory() throws Exception {
    var command = command();
    try (var task = sandbox.open(directory.resolve("task"))) {
      assertThat(task.run(command, OutputListener.SILENT).succeeded()).isTrue();
    }
    var kept = directory.resolve("task/caches");
    var own = kept.resolve("npm/work/work");
    assertThat(Files.getPosixFilePermissions(own)).as("the kernel closes it").isEmpty();

    var writable = shared(command, kept).writable();
    assertThat(writable).contains(kept.resolve("npm/upper")).noneMatch(own::startsWith);
    var usage = DiskUsage.of(writable.subList(2, writable.size()));
    assertThat(usage.hidden()).isZero();
    assertThat(usage.bytes()).as("what was written").isEqualTo(2);
  }

  private Surroundings.Shared shared(Command command, Path kept) {
    var layers = command.caches().stream().map(c -> new Layers.Layer(c, c.source(), "-")).toList();
    var home = directory.resolve("home");
    return new Surroundings.Shared(home, home, List.of(), layers, kept, noStandby());
  }

  private Standby noStandby() {
    var files = HostDirectory.prepare(directory.resolve("other"), new byte[0]);
    var bubbles = new Bubbles(new Starter(), files, Optional.empty());
    return new Standby(bubbles, new StandbyRoom(1));
  }
}
