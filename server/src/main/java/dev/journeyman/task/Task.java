package dev.journeyman.task;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// One job, as it stands.
///
/// @param repository the id of the registered repository, and `repositoryName` its name
/// @param epoch raised at each claim and at each decision that takes the task from its worker; a
///     worker writes only while the epoch is the one it claimed
/// @param sequence the number of the newest event
public record Task(
    TaskId id,
    String tenant,
    UUID repository,
    String repositoryName,
    TaskRequest request,
    TaskStatus status,
    TaskDetails details,
    long epoch,
    long sequence,
    String createdBy,
    Instant createdAt,
    Instant updatedAt) {

  /// This task in another status, with the progress that goes with it.
  ///
  /// @throws IllegalTransitionException if the table of states does not allow it
  public Task become(TaskStatus next, String currentStep) {
    if (!status.canBecome(next)) {
      throw new IllegalTransitionException(id, status, next);
    }
    int percent = next.progress().orElse(details.progress().percent());
    return withStatus(next).with(details.with(new Progress(currentStep, percent)));
  }

  public Task with(TaskDetails changed) {
    return new Task(
        id,
        tenant,
        repository,
        repositoryName,
        request,
        status,
        changed,
        epoch,
        sequence,
        createdBy,
        createdAt,
        updatedAt);
  }

  /// This task as it stands once it is stored.
  Task stored(long newEpoch, long newSequence, Instant at) {
    return new Task(
        id,
        tenant,
        repository,
        repositoryName,
        request,
        status,
        details,
        newEpoch,
        newSequence,
        createdBy,
        createdAt,
        at);
  }

  /// What a person may do with it now.
  public Set<TaskAction> availableActions() {
    var actions = EnumSet.noneOf(TaskAction.class);
    for (var action : TaskAction.values()) {
      if (action.possibleFor(this)) {
        actions.add(action);
      }
    }
    return actions;
  }

  /// Whether there is something for a worker to do: its status says so, or it is over and has left
  /// something on the host of its repository.
  boolean needsWorker() {
    return status.needsWorker() || (status.over() && details.pullRequests().leave());
  }

  public boolean paused() {
    return details.decisions().paused() != null;
  }

  /// This task without what its worker waited for.
  public Task going() {
    return with(details.with(details.progress().going()));
  }

  private Task withStatus(TaskStatus changed) {
    return new Task(
        id,
        tenant,
        repository,
        repositoryName,
        request,
        changed,
        details,
        epoch,
        sequence,
        createdBy,
        createdAt,
        updatedAt);
  }
}
