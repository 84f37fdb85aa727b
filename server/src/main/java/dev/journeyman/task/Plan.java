package dev.journeyman.task;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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

  /// The index of the first step that is left for the agent, from 0; empty when only deployment is.
  public OptionalInt next() {
    return IntStream.range(0, steps.size())
        .filter(i -> !steps.get(i).deploys())
        .filter(i -> steps.get(i).status() != Step.Status.COMPLETED)
        .findFirst();
  }

  /// The steps that can be worked on now at once: the next one, and those right after it that say
  /// plainly that they change other paths and do not depend on one that is open. Neighbours only,
  /// so that finished steps are always the first ones.
  ///
  /// @param most how many
  /// @return indices from 0; a single one where steps have to be done one after the other
  public List<Integer> together(int most) {
    var together = new ArrayList<Integer>();
    next().ifPresent(together::add);
    for (int i = next().orElse(steps.size()) + 1; i < steps.size(); i++) {
      if (together.size() >= most || !joins(steps.get(i), together)) {
        break;
      }
      together.add(i);
    }
    return List.copyOf(together);
  }

  private boolean joins(Step step, List<Integer> together) {
    return step.status() != Step.Status.COMPLETED
        && step.dependsOn().stream().allMatch(number -> number <= together.getFirst())
        && together.stream().allMatch(other -> step.isApartFrom(steps.get(other)));
  }

  /// How many steps the agent carries out itself.
  public int agentSteps() {
    return (int) steps.stream().filter(step -> !step.deploys()).count();
  }

  /// This plan with the steps that the deploy stage carries out in another status.
  public Plan deployed(Step.Status status) {
    var changed = steps.stream().map(step -> step.deploys() ? step.with(status) : step).toList();
    return new Plan(changed, rollback, testing);
  }

  /// This plan with the step at `index`, from 0, in another status.
  public Plan with(int index, Step.Status status) {
    var changed = new ArrayList<>(steps);
    changed.set(index, changed.get(index).with(status));
    return new Plan(changed, rollback, testing);
  }
}
