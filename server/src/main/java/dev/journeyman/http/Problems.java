package dev.journeyman.http;

import dev.journeyman.repository.NameTakenException;
import dev.journeyman.task.IllegalTransitionException;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskAction;
import dev.journeyman.task.UnknownTaskException;
import dev.journeyman.webhook.RefusedUrlException;
import dev.journeyman.webhook.UnusableWebhookException;
import dev.journeyman.workspace.WorkspaceException;
import io.javalin.http.HttpResponseException;
import java.util.concurrent.RejectedExecutionException;

/// The problems that more than one route answers with, and the one switch from throwable to
/// problem.
final class Problems {

  private static final String INTERNAL = "internal";

  private Problems() {}

  static Problem of(Throwable error) {
    return switch (error) {
      case ApiException e -> e.problem();
      case UnknownTaskException e -> Problem.of(404, "task-not-found", "Task not found", said(e));
      case IllegalTransitionException e ->
          Problem.of(409, "wrong-state", "Not possible in this state", said(e));
      case NameTakenException e -> Problem.of(409, "name-taken", "Name is taken", said(e));
      case RefusedUrlException e ->
          Problem.of(422, "webhook-refused", "Webhook cannot be sent to", said(e))
              .with("field", "url");
      case UnusableWebhookException e ->
          Problem.of(409, "webhook-unusable", "Not possible in this state", said(e));
      case HttpResponseException e -> ofStatus(e.getStatus());
      case RejectedExecutionException _ ->
          Problem.of(503, "shutting-down", "Service is shutting down", "Try again in a moment");
      case WorkspaceException e -> ofRepository(e);
      default -> internal();
    };
  }

  /// What the other side of a repository refuses, or is not there for, is no defect of the service.
  private static Problem ofRepository(WorkspaceException error) {
    var detail = "%s. %s".formatted(error.getMessage(), error.remedy());
    return switch (error.problem()) {
      case UNREACHABLE, TIMED_OUT ->
          Problem.of(503, "repository-unreachable", "Repository cannot be reached", detail);
      case NOT_FOUND, NOT_GIT, EMPTY, BRANCH_MISSING, REFUSED ->
          Problem.of(503, "repository-unusable", "Repository cannot be used", detail);
      case NESTED_REPOSITORY, TOO_LARGE, CANCELLED, SANDBOX_UNAVAILABLE, BROKEN -> internal();
    };
  }

  private static Problem internal() {
    return Problem.of(500, INTERNAL, "Internal error", "The log has the reason under this id");
  }

  /// Whether it is one that nobody foresaw.
  static boolean isDefect(Problem problem) {
    return problem.slug().equals(INTERNAL);
  }

  static ApiException unauthorized() {
    return new ApiException(Problem.of(401, "unauthorized", "Unauthorized"));
  }

  static ApiException forbidden(String detail) {
    return new ApiException(Problem.of(403, "forbidden", "Forbidden", detail));
  }

  static ApiException badField(String field, String detail) {
    return new ApiException(
        Problem.of(400, "bad-request", "Bad request", detail).with("field", field));
  }

  static ApiException bad(String title) {
    return new ApiException(Problem.of(400, "bad-request", title));
  }

  static ApiException taskNotFound(String id) {
    return new ApiException(
        Problem.of(404, "task-not-found", "Task not found", "There is no task " + id));
  }

  static ApiException notFound(String what) {
    return new ApiException(Problem.of(404, "not-found", "Not found", what));
  }

  /// The state does not allow it: 400 where older clients expect that, else 409.
  static ApiException wrongState(int status, String title, Task task) {
    return new ApiException(
        Problem.of(
                status,
                "wrong-state",
                title,
                "Task %s is %s".formatted(task.id(), task.status().wire()))
            .with("currentStatus", task.status().wire())
            .with(
                "availableActions",
                task.availableActions().stream().map(TaskAction::wire).toList()));
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.of(404, "not-found", "Not found", "There is nothing at this address");
      case 405 ->
          Problem.of(
              405, "method-not-allowed", "Method not allowed", "The header Allow names what is");
      case 413 -> Problem.of(413, "body-too-large", "Body too large", "At most 1 MiB");
      case 400 -> Problem.of(400, "bad-request", "Bad request");
      default -> Problem.of(status, "http-" + status, "Request cannot be served");
    };
  }

  private static String said(Throwable error) {
    return String.valueOf(error.getMessage());
  }
}
