package dev.journeyman.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.journeyman.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Tasks as bodies of answers, with secrets taken out. What is asked for again and again is made
/// once a second, because of the time left that it names, and anew when the task has changed.
final class TaskBodies {

  private static final Duration KEPT = Duration.ofSeconds(1);

  /// By identity: a changed task is another object.
  private final LoadingCache<Task, byte[]> bodies;

  TaskBodies(TaskJson json, Answers answers) {
    this.bodies =
        Caffeine.newBuilder()
            .weakKeys()
            .expireAfterWrite(KEPT)
            .build(task -> answers.line(json.of(task)).getBytes(StandardCharsets.UTF_8));
  }

  byte[] of(Task task) {
    return bodies.get(task);
  }
}
