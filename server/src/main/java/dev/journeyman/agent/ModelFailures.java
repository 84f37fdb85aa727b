package dev.journeyman.agent;

import dev.journeyman.model.ModelException;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;

/// What a failure of the model means for the task.
final class ModelFailures {

  private ModelFailures() {}

  static Failure of(ModelException error) {
    return switch (error) {
      case ModelException.AccessDenied e ->
          failure(e, "Check the service's API key and the account behind it, then retry", true);
      case ModelException.Unreachable e ->
          failure(e, "Retry the task when the model's provider answers again", true);
      case ModelException.ContextFull e -> failure(e, "Split the task into smaller ones", false);
      case ModelException.Rejected e ->
          failure(
              e, "Check the configured model and effort; the service's log has the details", false);
      case ModelException.Interrupted e -> failure(e, "Retry the task", true);
    };
  }

  private static Failure failure(ModelException error, String remedy, boolean retryable) {
    return new Failure(String.valueOf(error.getMessage()), Category.MODEL, remedy, retryable);
  }
}
