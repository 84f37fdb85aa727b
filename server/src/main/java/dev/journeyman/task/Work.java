package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// What the agent has made of a task so far.
///
/// @param findings what the newest verification or review wants mended
/// @param rounds how often findings or comments have sent the work back to execution
/// @param sentBack how often in a row the service itself did, since a person last decided
/// @param agentVersion the id of the prompts, tools and settings that the task started with
/// @param parallel which steps are worked on at once
public record Work(
    @Nullable String analysis,
    @Nullable Plan plan,
    @Nullable Recovery recovery,
    @Nullable String findings,
    int rounds,
    int sentBack,
    @Nullable String agentVersion,
    Parallel parallel) {

  public static final Work NONE = new Work(null, null, null, null, 0, 0, null, Parallel.OFF);

  public Work {
    // Tasks of earlier versions have none.
    parallel = parallel == null ? Parallel.OFF : parallel;
  }

  public Work withAnalysis(String changed) {
    return new Work(changed, plan, recovery, findings, rounds, sentBack, agentVersion, parallel);
  }

  public Work withPlan(Plan changed) {
    return new Work(
        analysis, changed, recovery, findings, rounds, sentBack, agentVersion, parallel);
  }

  public Work withRecovery(Recovery changed) {
    return new Work(analysis, plan, changed, findings, rounds, sentBack, agentVersion, parallel);
  }

  /// One more round, in which what the service found is to be mended.
  public Work nextRound(String toMend) {
    return with(toMend, rounds + 1, sentBack + 1);
  }

  /// One more round after the service has put a commit of its own, numbered as a round, into the
  /// work tree.
  public Work roundAfterMerge(String toMend) {
    return with(toMend, rounds + 2, sentBack + 1);
  }

  /// One more round, in which what a person wants is to be mended.
  public Work reviewed(String toMend) {
    return with(toMend, rounds + 1, 0);
  }

  private Work with(String toMend, int newRounds, int newSentBack) {
    return new Work(
        analysis, plan, recovery, toMend, newRounds, newSentBack, agentVersion, parallel);
  }

  /// What holds for the whole task from its start.
  public Work started(String version, int parallelSteps) {
    var allowed = Parallel.upTo(parallelSteps);
    return new Work(analysis, plan, recovery, findings, rounds, sentBack, version, allowed);
  }

  public Work with(Parallel changed) {
    return new Work(analysis, plan, recovery, findings, rounds, sentBack, agentVersion, changed);
  }

  /// How many new plans were asked for.
  public int recoveries() {
    return recovery == null ? 0 : recovery.attempted();
  }
}
