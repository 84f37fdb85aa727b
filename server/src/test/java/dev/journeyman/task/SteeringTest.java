package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who hears what people say to a task.
class SteeringTest {

  private static final String FORK = "execute/0/1";

  private final TestTasks tasks = TestTasks.fresh();
  private final TaskId task = tasks.submit().id();

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void aForkHearsWhatWasSentBeforeSomethingItHasHeard() {
    fork();
    at("2026-03-01T10:00:02Z").send(task, "ann", "second");
    assertThat(now().take(task, FORK)).containsExactly("second");
    assertThat(now().waits(task, FORK)).isFalse();

    at("2026-03-01T10:00:01Z").send(task, "bob", "first");

    assertThat(now().waits(task, FORK)).isTrue();
    assertThat(now().take(task, FORK)).containsExactly("first");
    assertThat(now().take(task, FORK)).isEmpty();
    assertThat(now().waits(task, "main")).isTrue();
    assertThat(now().take(task, "main")).as("the trunk, once").containsExactly("first", "second");
    assertThat(now().waits(task, "main")).isFalse();
    assertThat(now().waits(task, FORK)).isFalse();
  }

  private Steering at(String time) {
    return new Steering(tasks.database(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private Steering now() {
    return new Steering(tasks.database(), Clock.systemUTC());
  }

  private void fork() {
    tasks
        .database()
        .withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into fork (task, conversation, parent, position, created_at)
                        values (:task, :fork, 'main', 1, now())
                        """)
                    .bind("task", task.value())
                    .bind("fork", FORK)
                    .execute());
  }
}
