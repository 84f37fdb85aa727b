package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.pipeline.TaskActions.Outcome;
import dev.journeyman.pipeline.TaskActions.Seen;
import dev.journeyman.pipeline.TaskSteering;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskAction;
import dev.journeyman.task.TaskStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Approves, rejects, rolls back and cancels.
final class DecisionRoutes implements Routes {

  private static final int LONGEST_REASON = 4000;
  private static final int LONGEST_TREE = 64;
  private static final int USUAL_WAIT = 20;
  private static final int LONGEST_WAIT = 60;
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;]\\s*)wait=(\\d{1,4})\\b");

  private final TaskLookup lookup;
  private final TaskActions actions;
  private final TaskSteering steering;
  private final TaskJson json;
  private final Answers answers;

  DecisionRoutes(
      TaskLookup lookup,
      TaskActions actions,
      TaskSteering steering,
      TaskJson json,
      Answers answers) {
    this.steering = steering;
    this.lookup = lookup;
    this.actions = actions;
    this.json = json;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.post(BASE + "/approve/{taskId}", this::approve, Access.ADMIN);
    routes.post(BASE + "/rollback/{taskId}", this::rollback, Access.ADMIN);
    routes.delete(BASE + "/tasks/{taskId}", this::cancel, Access.ADMIN);
  }

  private void approve(Context context) {
    var task = lookup.required(context);
    var body = JsonBody.required(context, Set.of("approved", "reason", "tree", "evidence"));
    boolean approved = approved(body);
    var reason = body.text("reason", LONGEST_REASON);
    var seen = new Seen(tree(context, body), body.text("evidence", LONGEST_TREE));
    if (!task.availableActions().contains(TaskAction.APPROVE)) {
      throw Problems.wrongState(400, "Task not pending approval", task);
    }
    var actor = TaskLookup.actor(context);
    if (approved) {
      var outcome = actions.approve(actor, task, seen, reason, wait(context));
      answer(context, outcome, "Changes approved and deployed", "Deployment failed");
    } else {
      var outcome = actions.reject(actor, task, reason, wait(context));
      answer(context, outcome, "Changes rejected and rolled back", "Rollback failed");
    }
  }

  private static boolean approved(JsonBody body) {
    var value = body.fields().get("approved");
    if (value == null || !value.isBoolean()) {
      throw new ApiException(
          Problem.of(400, "bad-request", "approved (boolean) is required")
              .with("field", "approved"));
    }
    return value.booleanValue();
  }

  private static Optional<String> tree(Context context, JsonBody body) {
    var named = body.text("tree", LONGEST_TREE);
    var matched =
        Optional.ofNullable(context.header("If-Match"))
            .map(tag -> tag.strip().replace("\"", ""))
            .filter(tag -> !tag.equals("*"));
    if (named.isPresent() && matched.isPresent() && !named.equals(matched)) {
      throw body.bad("tree", "and If-Match name different trees");
    }
    return named.or(() -> matched);
  }

  private void rollback(Context context) {
    var task = lookup.required(context);
    var reason = JsonBody.optional(context, Set.of("reason")).text("reason", LONGEST_REASON);
    requireRollback(task);
    var outcome = actions.rollback(TaskLookup.actor(context), task, reason, wait(context));
    answer(context, outcome, "Task rolled back successfully", "Rollback failed");
  }

  static void requireRollback(Task task) {
    if (task.status() == TaskStatus.COMPLETED && task.details().revision().landed() == null) {
      throw Problems.wrongState(400, "No changes to rollback", task);
    }
    if (!task.availableActions().contains(TaskAction.ROLLBACK)) {
      throw Problems.wrongState(400, "Can only rollback completed or approved tasks", task);
    }
  }

  private void cancel(Context context) {
    var task = lookup.required(context);
    if (!task.availableActions().contains(TaskAction.CANCEL)) {
      throw Problems.wrongState(
          task.status().terminal() ? 400 : 409,
          "Cannot cancel completed, failed, or rolled back task",
          task);
    }
    var cancelled = steering.cancel(TaskLookup.actor(context), task);
    answers.json(context, 200, said("Task cancelled", cancelled));
  }

  /// `Prefer: wait=N`, RFC 7240 section 4.3.
  private static Duration wait(Context context) {
    var preference = WAIT.matcher(Optional.ofNullable(context.header("Prefer")).orElse(""));
    int seconds = preference.find() ? Integer.parseInt(preference.group(1)) : USUAL_WAIT;
    return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT));
  }

  private void answer(Context context, Outcome outcome, String done, String failed) {
    switch (outcome) {
      case Outcome.Done(var task, var files) -> {
        var node = said(done, task);
        node.set("changesReverted", TaskJson.texts(files));
        answers.json(context, 200, node);
      }
      case Outcome.StillRunning(var task) ->
          answers.json(context, 202, said("In progress; follow the task", task));
      case Outcome.Waiting(var task, var message) ->
          answers.json(context, 200, said(message, task));
      case Outcome.NothingLeft(var task, var message) ->
          answers.json(context, 200, said(message, task));
      case Outcome.Refused(var task, var message) -> throw refused(task, message);
      case Outcome.TreeMoved(var task, var tree) -> throw moved(task, tree);
      case Outcome.Conflict(var task, var files, var message) ->
          throw new ApiException(
              Problem.of(409, "conflict", "Conflict with later work", message)
                  .with("currentStatus", task.status().wire())
                  .with("files", files));
      case Outcome.Failed(var task, var message, var recommendation) ->
          throw new ApiException(
              Problem.of(500, "failed", failed, message)
                  .with("currentStatus", task.status().wire())
                  .with("recommendation", recommendation));
    }
  }

  static ApiException refused(Task task, String message) {
    return new ApiException(
        Problem.of(403, "approval-refused", "Approval refused", message)
            .with("currentStatus", task.status().wire()));
  }

  static ApiException moved(Task task, String tree) {
    return new ApiException(
        Problem.of(
                409,
                "tree-moved",
                "Another tree waits for approval",
                "Look at the diff of task %s again: tree %s waits now".formatted(task.id(), tree))
            .with("tree", tree)
            .with("currentStatus", task.status().wire()));
  }

  private ObjectNode said(String message, Task task) {
    var node = Json.object().put("success", true).put("message", message);
    node.set("task", json.of(task));
    return node;
  }
}
