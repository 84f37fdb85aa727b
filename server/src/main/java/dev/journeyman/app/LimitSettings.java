package dev.journeyman.app;

import java.time.Duration;

/// What an instance, a task and a file may come to.
///
/// @param concurrentTasks how many tasks this instance works on at once
/// @param taskTimeout active time of a task that does not bring a limit of its own
/// @param fileBytes the largest file an agent reads or writes
/// @param contextTokens a conversation of so many tokens is summarised before it goes on
public record LimitSettings(
    int concurrentTasks, Duration taskTimeout, long fileBytes, long contextTokens) {

  private static final int TASKS = 5;
  private static final int MOST_TASKS = 1_000;
  private static final long TIMEOUT_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SHORTEST_TIMEOUT_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final long LONGEST_TIMEOUT_MILLIS = Duration.ofDays(1).toMillis();
  private static final int FILE_MEBIBYTES = 10;
  private static final int MOST_FILE_MEBIBYTES = 1_024;
  private static final long MEBIBYTE = 1024L * 1024;

  private static final long CONTEXT_TOKENS = 200_000;
  private static final long FEWEST_CONTEXT_TOKENS = 30_000;
  private static final long MOST_CONTEXT_TOKENS = 1_000_000;

  static LimitSettings from(Environment environment) {
    return new LimitSettings(
        (int) environment.number("MAX_CONCURRENT_TASKS", TASKS, 1, MOST_TASKS),
        Duration.ofMillis(
            environment.number(
                "TASK_TIMEOUT_MS",
                TIMEOUT_MILLIS,
                SHORTEST_TIMEOUT_MILLIS,
                LONGEST_TIMEOUT_MILLIS)),
        environment.number("MAX_FILE_SIZE_MB", FILE_MEBIBYTES, 1, MOST_FILE_MEBIBYTES) * MEBIBYTE,
        environment.number(
            "CONTEXT_TOKENS", CONTEXT_TOKENS, FEWEST_CONTEXT_TOKENS, MOST_CONTEXT_TOKENS));
  }
}
