package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Measures how long `true` takes from call to outcome: plain, in a fresh sandbox, in a task's; and
/// the processor time its processes take, which a busy machine does not distort.
final class StartOverhead {

  private static final int WARM_UP = 20;
  private static final int ROUNDS = 100;

  private StartOverhead() {}

  /// Argument: a directory for the sandbox and the work tree.
  public static void main(String... arguments) throws Exception {
    var directory = Files.createDirectories(Path.of(arguments[0]));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    var workTree =
        new Ownership(SandboxUser.ofThisProcess()).makeDirectory(directory.resolve("tree"));
    var command = Command.of(workTree, List.of("true"));
    var settings = SandboxSettings.in(directory.resolve("sandbox"));
    try (var sandbox = Bubblewrap.open(settings);
        var plain = Unisolated.open(SandboxSettings.in(directory.resolve("plain")));
        var task = sandbox.open(directory.resolve("task"));
        var plainTask = plain.open(directory.resolve("plain-task"))) {
      measure(System.out, "plain", () -> plainTask.run(command, OutputListener.SILENT));
      measure(System.out, "fresh", () -> sandbox.run(command, OutputListener.SILENT));
      measure(System.out, "task", () -> task.run(command, OutputListener.SILENT));
    }
  }

  private static void measure(PrintStream out, String name, Supplier<Outcome> run) {
    var nanoseconds = new long[ROUNDS];
    long processorBefore = processorMilliseconds();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      if (!run.get().succeeded()) {
        throw new IllegalStateException(name + " does not run here");
      }
      nanoseconds[Math.max(i, 0)] = System.nanoTime() - begin;
    }
    double processor = processorMilliseconds() - processorBefore;
    Arrays.sort(nanoseconds);
    out.printf(
        "%-6s median %.1f ms, p95 %.1f ms, processor %.1f ms%n",
        name,
        nanoseconds[ROUNDS / 2] / 1e6,
        nanoseconds[ROUNDS * 95 / 100] / 1e6,
        processor / (ROUNDS + WARM_UP));
  }

  /// Of all children that have ended.
  private static long processorMilliseconds() {
    try {
      var stat = Files.readString(Path.of("/proc/self/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return 10 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
