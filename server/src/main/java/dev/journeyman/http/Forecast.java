package dev.journeyman.http;

import dev.journeyman.task.Task;
import java.util.OptionalLong;

/// Tells how long a task will still take, from what is known of its repository and its own rate.
@FunctionalInterface
public interface Forecast {

  /// Nobody knows.
  Forecast UNKNOWN = _ -> OptionalLong.empty();

  /// Seconds until approval or the end; empty when unknown. Called for each task that is shown, on
  /// any thread, so it must be quick.
  OptionalLong secondsLeft(Task task);
}
