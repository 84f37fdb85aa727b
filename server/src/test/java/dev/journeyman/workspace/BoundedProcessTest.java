package dev.journeyman.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How programs of the service's own come to an early end.
class BoundedProcessTest {

  @TempDir Path directory;

  @Test
  void whatIsStoppedCanTidyUpBefore() throws Exception {
    var trouble = stopped("trap 'echo tidy > tidied; exit 1' TERM; touch begun; sleep 60 & wait");

    assertThat(trouble.problem()).isEqualTo(Problem.CANCELLED);
    assertThat(directory.resolve("tidied")).hasContent("tidy");
  }

  @Test
  void whatDoesNotEndWhenAskedIsKilled() throws Exception {
    long started = System.nanoTime();
    var trouble = stopped("trap '' TERM; touch begun; while :; do sleep 0.05; done");

    assertThat(trouble.problem()).isEqualTo(Problem.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    var left =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(directory + ";"));
    assertThat(left).isEmpty();
  }

  private WorkspaceException stopped(String script) throws Exception {
    var command = List.of("sh", "-c", "cd %s; %s".formatted(directory, script));
    var path = Map.of("PATH", "/usr/bin:/bin");
    var process = new BoundedProcess(command, path, Duration.ofMinutes(1), 1000);
    var ended = new CompletableFuture<WorkspaceException>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                process.run(GitInput.nothing());
                ended.completeExceptionally(new AssertionError("It was not stopped"));
              } catch (WorkspaceException e) {
                ended.complete(e);
              }
            });
    while (!Files.exists(directory.resolve("begun"))) {
      Thread.sleep(5);
    }
    thread.interrupt();
    return ended.get(30, TimeUnit.SECONDS);
  }
}
