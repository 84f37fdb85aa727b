package dev.journeyman.pipeline;

import dev.journeyman.agent.Stopwatch;
import dev.journeyman.task.Fork;
import dev.journeyman.workspace.CommitId;

/// Where one of several steps is worked on that are done at once.
///
/// @param plans how many new plans were asked for before
/// @param clock the same for all of them
record Aside(int plans, Fork fork, Stopwatch clock) {

  /// Of its conversation and of the only part of it.
  String conversation() {
    return StepRun.part(plans, fork.step());
  }

  /// Of its work tree; unique within the task.
  String tree() {
    return "%d-%d".formatted(plans, fork.step());
  }

  CommitId from() {
    return new CommitId(fork.from());
  }

  String label() {
    return "step " + fork.step();
  }
}
