package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// The newest attempt to go on after a step could not be finished.
///
/// @param reason why the step could not be finished
/// @param recoveryPlan what the model does instead; null until it has said so
/// @param attempted how many times a new plan was asked for
public record Recovery(String reason, @Nullable String recoveryPlan, int attempted) {

  public Recovery with(String plan) {
    return new Recovery(reason, plan, attempted);
  }
}
