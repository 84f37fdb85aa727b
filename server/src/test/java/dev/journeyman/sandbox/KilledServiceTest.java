package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class KilledServiceTest extends SandboxTestBed {

  private static long sleeping(String mark) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(mark) && !line.contains("KilledService"))
        .count();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(20));
    }
    assertThat(condition.getAsBoolean()).isTrue();
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
    service.destroyForcibly();
    await(() -> sleeping(mark) == 0);
  }
}
