package dev.journeyman.task;

import java.util.ArrayList;
import java.util.List;

/// What the model committed to do.
///
/// @param rollback how the change can be undone, in the model's words
/// @param testing how it can be tested, in the model's words
public record Plan(List<Step> steps, String rollback, String testing) {

  public Plan {
    steps = List.copyOf(steps);
  }

  public int completed() {
    return (int) steps.stream().filter(step -> step.status() == Step.Status.COMPLETED).count();
  }

  /// This plan with the step at `index`, from 0, in another status.
  public Plan with(int index, Step.Status status) {
    var changed = new ArrayList<>(steps);
    changed.set(index, changed.get(index).with(status));
    return new Plan(changed, rollback, testing);
  }
}
