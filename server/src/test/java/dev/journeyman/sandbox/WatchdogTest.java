package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When running commands are looked at. The guards look at plain processes that only sleep.
class WatchdogTest {

  private static final Duration SLOW = Duration.ofSeconds(3);

  @TempDir private Path directory = Path.of("/");
  private final List<Execution> executions = new ArrayList<>();

  @AfterEach
  void end() {
    executions.forEach(execution -> execution.stopAndWait(Ending.CANCEL));
  }

  @Test
  void aCommandThatBeginsDuringALongPauseIsLookedAtBeforeItsEnd() throws Exception {
    var looked = new CountDownLatch(1);
    var second = new CompletableFuture<Collection<Execution>>();
    try (var watchdog =
        new Watchdog(
            running -> {
              if (looked.getCount() > 0) {
                LockSupport.parkNanos(SLOW.toNanos());
                looked.countDown();
              } else {
                second.complete(List.copyOf(running));
              }
            },
            _ -> {},
            _ -> {})) {
      watchdog.watch(sleeping());
      looked.await();
      var late = sleeping();
      watchdog.watch(late);

      assertThat(second.get(SLOW.toSeconds() * 5, TimeUnit.SECONDS))
          .as("the others have their pause, which is ten times as long as the look was")
          .containsExactly(late);
    }
  }

  @Test
  void aSlowTreeDelaysNeitherTheFreeRoomNorOtherTrees() throws Exception {
    var slow = sleeping();
    var other = sleeping();
    var release = new CountDownLatch(1);
    var rooms = new CountDownLatch(5);
    var others = new CountDownLatch(5);
    try (var watchdog =
        new Watchdog(
            _ -> {},
            _ -> rooms.countDown(),
            execution -> {
              if (execution == slow) {
                awaitQuietly(release);
              } else {
                others.countDown();
              }
            })) {
      watchdog.watch(slow);
      watchdog.watch(other);
      assertThat(rooms.await(10, TimeUnit.SECONDS)).as("looks at the free room").isTrue();
      assertThat(others.await(10, TimeUnit.SECONDS)).as("looks at the other tree").isTrue();
    } finally {
      release.countDown();
    }
  }

  @Test
  void nothingThatALookThrowsIsTheLastLook() throws Exception {
    var looks = List.of(new CountDownLatch(3), new CountDownLatch(3), new CountDownLatch(3));
    try (var watchdog =
        new Watchdog(
            _ -> exhausted(looks.get(0)),
            _ -> exhausted(looks.get(1)),
            _ -> exhausted(looks.get(2)))) {
      watchdog.watch(sleeping());
      for (var look : looks) {
        assertThat(look.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static void exhausted(CountDownLatch looks) {
    looks.countDown();
    throw new OutOfMemoryError("as the virtual machine throws it");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Execution sleeping() throws Exception {
    var process = new ProcessBuilder("sleep", "300").redirectErrorStream(true).start();
    var output =
        new OutputCollector(
            1000, OutputListener.SILENT, Optional.of(directory.resolve("full")), 1000);
    var execution =
        new Execution(process, new Plain(), output, Limits.standard(), List.of()).begin();
    executions.add(execution);
    return execution;
  }

  private record Plain() implements Execution.Form {
    @Override
    public void kill(Process process) {
      process.destroyForcibly();
    }

    @Override
    public Outcome outcome(int exitValue, Output output, Duration duration) {
      return new Outcome.Exited(exitValue, output, duration);
    }

    @Override
    public void ended(Process process) {}
  }
}
