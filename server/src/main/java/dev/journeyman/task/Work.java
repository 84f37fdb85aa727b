package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// What the agent has made of a task so far.
///
/// @param rounds how often findings or comments have sent the work back to execution
/// @param agentVersion the id of the prompts, tools and settings that the task started with
public record Work(
    @Nullable String analysis,
    @Nullable Plan plan,
    @Nullable Recovery recovery,
    int rounds,
    @Nullable String agentVersion) {

  public static final Work NONE = new Work(null, null, null, 0, null);

  public Work withAnalysis(String changed) {
    return new Work(changed, plan, recovery, rounds, agentVersion);
  }

  public Work withPlan(Plan changed) {
    return new Work(analysis, changed, recovery, rounds, agentVersion);
  }

  public Work withRecovery(Recovery changed) {
    return new Work(analysis, plan, changed, rounds, agentVersion);
  }

  public Work withRounds(int changed) {
    return new Work(analysis, plan, recovery, changed, agentVersion);
  }

  public Work withAgentVersion(String changed) {
    return new Work(analysis, plan, recovery, rounds, changed);
  }
}
