package dev.journeyman.http;

import dev.journeyman.pipeline.TaskActions.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the routes ask of the running instance beside tasks.
public interface Operations {

  /// What this instance can do as it is configured.
  ///
  /// @param actions each of the nine, with the reason why it is not offered; empty if it is
  /// @param maxTaskMillis the longest active time of a task
  /// @param maxFileBytes the largest file the agent reads
  record Capabilities(
      Map<String, Optional<String>> actions,
      Map<String, Boolean> features,
      Map<String, Boolean> integrations,
      List<String> languages,
      long maxTaskMillis,
      long maxFileBytes,
      int maxConcurrentTasks) {}

  /// How the instance is.
  ///
  /// @param problems what makes it unhealthy; empty when it is healthy
  /// @param model empty when no key is configured
  record Condition(
      List<String> problems,
      boolean initialized,
      boolean keyConfigured,
      Optional<String> model,
      Map<String, ?> sandbox,
      Map<String, ?> database,
      Map<String, ?> disk) {}

  /// The success metrics of a day and repository, or in all. Rates are from 0 to 1, and empty when
  /// there is nothing to count.
  record Metrics(
      long tasks,
      OptionalDouble successRate,
      OptionalDouble meanExecutionSeconds,
      OptionalDouble approvalRate,
      OptionalDouble rollbackRate,
      long learnings,
      OptionalDouble recoveryRate,
      OptionalDouble costUsd) {}

  /// One row of the statistics.
  record Day(LocalDate day, String repository, Metrics metrics) {}

  /// What the tasks of one repository or person came to.
  record Share(String name, Metrics metrics) {}

  /// The statistics of a time.
  ///
  /// @param repositories the dearest first, and so are `people`
  record Statistics(
      LocalDate from,
      LocalDate to,
      Metrics totals,
      List<Day> days,
      List<Share> repositories,
      List<Share> people) {}

  /// Who stopped everything, when and why.
  record Stop(String by, Instant at, Optional<String> reason) {}

  Capabilities capabilities();

  /// Why no task can be taken in now, with the remedy; empty when one can.
  Optional<String> refusal(String tenant);

  /// Whether the price of a model is known. For one that no table knows the provider is asked,
  /// which may take a few seconds.
  boolean priced(String model);

  Condition condition();

  /// Whether requests can be served.
  boolean ready();

  Statistics statistics(String tenant, int days, Optional<String> repository);

  Stop stop(Actor actor, Optional<String> reason);

  Stop resume(Actor actor, Optional<String> reason);

  /// The stop that is in force.
  Optional<Stop> stopped(String tenant);
}
