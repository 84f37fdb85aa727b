package dev.journeyman.agent;

import dev.journeyman.model.ModelException;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Task;
import java.time.Duration;

/// What a task may still use, checked in this one place before each model call.
final class Limits {

  private Limits() {}

  /// @return how much active time is left
  /// @throws PartFailedException if the budget or the time of the task is spent
  static Duration check(Task task, Duration sinceStored) {
    var spending = task.details().spending();
    var budget = task.request().budget();
    var cost = spending.costUsd();
    if (budget.maxCostUsd() != null && cost == null) {
      throw unpriced(task);
    }
    if (budget.maxCostUsd() != null && cost != null && cost.compareTo(budget.maxCostUsd()) >= 0) {
      throw spent("It has cost $%s of $%s".formatted(cost.toPlainString(), budget.maxCostUsd()));
    }
    if (budget.maxTokens() != null && spending.tokens() >= budget.maxTokens()) {
      throw spent("It has used %d of %d tokens".formatted(spending.tokens(), budget.maxTokens()));
    }
    if (budget.maxTurns() != null && spending.turns() >= budget.maxTurns()) {
      throw spent("It has taken %d of %d turns".formatted(spending.turns(), budget.maxTurns()));
    }
    var left = task.request().timeout().minus(spending.active()).minus(sinceStored);
    if (left.isNegative() || left.isZero()) {
      throw timedOut(task);
    }
    return left;
  }

  private static PartFailedException unpriced(Task task) {
    return new PartFailedException(
        new Failure(
            "It has a limit of money, but the price of its model %s is unknown, so it was stopped"
                .formatted(task.request().model()),
            Category.BUDGET,
            "Retry it with budget.maxTokens in place of budget.maxCostUsd, or give the price in JOURNEYMAN_MODELS_FILE",
            true));
  }

  private static PartFailedException spent(String what) {
    return new PartFailedException(
        new Failure(
            what + ", so it was stopped",
            Category.BUDGET,
            "Retry the task with a larger budget, or split it into smaller ones",
            true));
  }

  /// The task's own time was shorter than the model's trouble.
  static PartFailedException timedOutWaiting(Duration left, ModelException.Unreachable trouble) {
    return new PartFailedException(
        new Failure(
            "The model did not answer within the %s that the task had left: %s"
                .formatted(left.toSeconds() + " s", trouble.getMessage()),
            Category.TIMEOUT,
            "Retry it with a larger timeout, or when the model answers more quickly",
            true));
  }

  private static PartFailedException timedOut(Task task) {
    return new PartFailedException(
        new Failure(
            "The task has worked for %d s, which is all the time it was given"
                .formatted(task.request().timeout().toSeconds()),
            Category.TIMEOUT,
            "Retry it with a larger timeout, or split it into smaller ones",
            true));
  }
}
