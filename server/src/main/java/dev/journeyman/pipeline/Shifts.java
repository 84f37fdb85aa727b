package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.task.Claim;
import dev.journeyman.task.TaskStore;
import java.util.Optional;

/// Begins shifts.
public final class Shifts {

  private final TaskStore tasks;
  private final RepositoryStore repositories;
  private final Desks desks;

  Shifts(TaskStore tasks, RepositoryStore repositories, Desks desks) {
    this.tasks = tasks;
    this.repositories = repositories;
    this.desks = desks;
  }

  Shift open(Claim claim) {
    var task = tasks.find(claim.task()).orElseThrow();
    var repository = repositories.find(task.repository()).orElseThrow();
    return new Shift(claim, tasks, repository, desks, Optional.empty());
  }
}
