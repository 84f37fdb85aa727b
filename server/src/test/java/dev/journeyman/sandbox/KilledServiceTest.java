package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class KilledServiceTest extends SandboxTestBed {

  private static long sleeping(String mark) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(mark) && !line.contains("KilledService"))
        .count();
  }

  /// How many processes see something mounted there: those that keep a task's caches do.
  private static long seeing(String mount) {
    return ProcessHandle.allProcesses()
        .filter(process -> mounts(process.pid()).contains(mount))
        .count();
  }

  private static String mounts(long process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), "mountinfo"));
    } catch (IOException e) {
      return "";
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(20));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /// The process of the sandbox that was made before it was asked for.
  private OptionalLong standing() {
    try (var files = Files.list(directory.resolve("killed/run"))) {
      return files
          .filter(file -> file.toString().endsWith(".arguments"))
          .map(file -> Path.of(file.toString().replace(".arguments", ".process")))
          .filter(Files::exists)
          .mapToLong(KilledServiceTest::process)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static long process(Path record) {
    try {
      return Long.parseLong(Files.readString(record).split(" ")[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pr03_aKilledServiceLeavesNoProcess() throws Exception {
    var mark = "77" + System.nanoTime();
    var service =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.journeyman.sandbox.KilledService",
                directory.resolve("killed").toString(),
                workTree.toString(),
                mark)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Each command is seen as bubblewrap, its first process inside, and the sleep itself.
    await(() -> sleeping(mark) >= 6);
    var mount = directory.resolve("killed/caches/mount").toString();
    assertThat(seeing(mount)).isPositive();
    await(() -> standing().isPresent());
    long standing = standing().orElseThrow();
    assertThat(ProcessTable.runs(standing)).isTrue();
    service.destroyForcibly();
    await(() -> !ProcessTable.runs(standing));
    await(() -> sleeping(mark) == 0);
    await(() -> seeing(mount) == 0);
  }
}
