package dev.journeyman.task;

import java.util.List;

/// One step of a plan.
///
/// @param action one of the nine actions that it mainly uses
/// @param target what it works on, such as a path
/// @param description what is to be done, in a sentence
/// @param check a shell command that succeeds when the step is done; `true` when nothing can be
///     checked
/// @param dependsOn numbers of the steps, from 1, that come before
public record Step(
    String action,
    String target,
    String description,
    String check,
    List<Integer> dependsOn,
    Status status) {

  /// The action of a step that only the deploy stage carries out.
  public static final String DEPLOYMENT = "deploy_code";

  /// Where a step stands.
  public enum Status {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED
  }

  public Step {
    dependsOn = List.copyOf(dependsOn);
  }

  /// Whether this is the deployment, which the deploy stage carries out and never the agent.
  public boolean deploys() {
    return action.equals(DEPLOYMENT);
  }

  public Step with(Status changed) {
    return new Step(action, target, description, check, dependsOn, changed);
  }
}
