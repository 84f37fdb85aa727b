package dev.journeyman.app;

import java.time.Duration;
import java.util.List;

/// What an instance, a task and a file may come to.
///
/// @param concurrentTasks how many tasks this instance works on at once
/// @param taskTimeout active time of a task that does not bring a limit of its own
/// @param fileBytes the largest file an agent reads or writes
/// @param contextTokens a conversation of so many tokens is summarised before it goes on
/// @param parallelSteps how many steps of a task may be done at once; 1 for one after the other
public record LimitSettings(
    int concurrentTasks,
    Duration taskTimeout,
    long fileBytes,
    long contextTokens,
    int parallelSteps) {

  private static final Setting TASKS =
      new Setting("MAX_CONCURRENT_TASKS", 5, 1, 1_000, "tasks this instance works on at once");
  private static final Setting TIMEOUT =
      new Setting(
          "TASK_TIMEOUT_MS",
          3_600_000,
          1_000,
          86_400_000,
          "active time of a task that brings no limit of its own");
  private static final Setting FILE =
      new Setting(
          "MAX_FILE_SIZE_MB", 10, 1, 1_024, "the largest file the agent reads or writes, in MiB");
  private static final Setting CONTEXT =
      new Setting(
          "CONTEXT_TOKENS",
          200_000,
          30_000,
          1_000_000,
          "a conversation with the model that has so many tokens is summarised before it goes on;"
              + " a smaller window of the model wins");

  private static final Setting PARALLEL =
      new Setting(
          "JOURNEYMAN_PARALLEL_STEPS",
          1,
          1,
          8,
          "steps of one task that may be done at once, if they are independent and change different"
              + " paths; 1 does one after the other");

  private static final long MEBIBYTE = 1024L * 1024;

  static final List<Setting> ALL = List.of(TASKS, TIMEOUT, FILE, CONTEXT, PARALLEL);

  static LimitSettings from(Environment environment) {
    return new LimitSettings(
        (int) TASKS.from(environment),
        Duration.ofMillis(TIMEOUT.from(environment)),
        FILE.from(environment) * MEBIBYTE,
        CONTEXT.from(environment),
        (int) PARALLEL.from(environment));
  }
}
