package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.database.TestDatabase;
import dev.journeyman.task.Claim;
import dev.journeyman.task.TestTasks;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who works on a task here, when one comes after the other.
class RunningTasksTest {

  private final TestTasks tasks = TestTasks.fresh();
  private final RunningTasks running = new RunningTasks(tasks.database(), tasks.store());
  private final Claim claim = tasks.store().claim(tasks.submit().id()).orElseThrow();

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void anOutageWhileEnteringKeepsNobodyOut() throws Exception {
    TestDatabase.asSuperuser(tasks.database(), "alter table task rename to away");
    assertThatThrownBy(() -> running.enter(claim)).hasMessageContaining("task");
    assertThat(running.size()).isZero();
    TestDatabase.asSuperuser(tasks.database(), "alter table away rename to task");

    try (var _ = running.enter(claim)) {
      assertThat(running.size()).isOne();
    }
    assertThat(running.size()).isZero();
  }

  @Test
  void theNextWaitsForTheOneBeforeEvenIfAnotherTurnedBackBetweenThem() throws Exception {
    var first = running.enter(claim);
    var second = new CompletableFuture<Throwable>();
    var impatient =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    running.enter(claim).close();
                  } catch (InterruptedException e) {
                    second.complete(e);
                  }
                });
    awaitBeingAskedToStop();
    impatient.interrupt();
    assertThat(second.get()).isInstanceOf(InterruptedException.class);
    assertThat(running.size()).as("the first is still there").isOne();

    var third = new CompletableFuture<Boolean>();
    var patient = Thread.ofVirtual().start(() -> third.complete(entered()));
    awaitBeingAskedToStop();
    assertThat(third).isNotDone();
    first.close();

    assertThat(third.get()).isTrue();
    patient.join();
    assertThat(running.size()).isZero();
  }

  /// This thread is the first worker.
  private static void awaitBeingAskedToStop() {
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
  }

  private boolean entered() {
    try (var _ = running.enter(claim)) {
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }
}
