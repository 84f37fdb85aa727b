package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.pipeline.TaskActions.Comment;
import dev.journeyman.pipeline.TaskActions.Outcome;
import dev.journeyman.pipeline.TaskActions.Review;
import dev.journeyman.pipeline.TaskSteering;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskAction;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Steers tasks on their way: pause, resume, messages, reviews, retries.
final class SteeringRoutes implements Routes {

  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_PATH = 4096;
  private static final int LONGEST_TREE = 64;
  private static final int MOST_COMMENTS = 200;

  private final TaskLookup lookup;
  private final TaskActions actions;
  private final TaskSteering steering;
  private final TaskJson json;
  private final Answers answers;

  SteeringRoutes(
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
    var task = BASE + "/tasks/{taskId}";
    routes.post(task + "/messages", this::message, Access.ADMIN);
    routes.post(task + "/reviews", this::review, Access.ADMIN);
    routes.post(
        task + "/pause",
        context -> act(context, TaskAction.PAUSE, "Task paused", steering::pause),
        Access.ADMIN);
    routes.post(
        task + "/resume",
        context -> act(context, TaskAction.RESUME, "Task resumed", steering::resume),
        Access.ADMIN);
    routes.post(task + "/retry", this::retry, Access.ADMIN);
  }

  private void message(Context context) {
    var body = JsonBody.required(context, Set.of("message"));
    var text =
        body.text("message", LONGEST_TEXT)
            .filter(message -> !message.isBlank())
            .orElseThrow(() -> body.bad("message", "is required"));
    var task = possible(context, TaskAction.MESSAGE);
    var told = steering.message(TaskLookup.actor(context), task, text);
    answers.json(context, 202, said("The agent reads it before its next turn", told));
  }

  private void act(
      Context context, TaskAction action, String message, BiFunction<Actor, Task, Task> deed) {
    var task = deed.apply(TaskLookup.actor(context), possible(context, action));
    answers.json(context, 200, said(message, task));
  }

  private void retry(Context context) {
    var task = possible(context, TaskAction.RETRY);
    var next = steering.retry(TaskLookup.actor(context), task);
    var node =
        said(next.id().equals(task.id()) ? "Trying again" : "Queued as a new task", next)
            .put("taskId", next.id().toString())
            .put("status", next.status().wire())
            .put("statusEndpoint", ExecuteRoute.statusEndpoint(next))
            .put("streamEndpoint", ExecuteRoute.streamEndpoint(next));
    context.header("Location", ExecuteRoute.statusEndpoint(next));
    answers.json(context, 202, node);
  }

  private void review(Context context) {
    var body = JsonBody.required(context, Set.of("verdict", "tree", "summary", "comments"));
    var review = review(body);
    var task = possible(context, TaskAction.REVIEW);
    switch (actions.review(TaskLookup.actor(context), task, review)) {
      case Outcome.Done(var changed, _) ->
          answers.json(context, 200, said("Review recorded", changed));
      case Outcome.Waiting(var changed, _) ->
          answers.json(context, 200, said("Review recorded", changed));
      case Outcome.NothingLeft(var changed, _) ->
          answers.json(context, 200, said("Review recorded", changed));
      case Outcome.Refused(var changed, var message) ->
          throw DecisionRoutes.refused(changed, message);
      case Outcome.StillRunning(var changed) ->
          answers.json(context, 200, said("Review recorded", changed));
      case Outcome.TreeMoved(var changed, var tree) -> throw DecisionRoutes.moved(changed, tree);
      case Outcome.Conflict(var changed, _, _) ->
          throw Problems.wrongState(409, "Not possible in this state", changed);
      case Outcome.Failed(_, var message, _) ->
          throw new ApiException(Problem.of(500, "failed", "Review failed", message));
    }
  }

  private static Review review(JsonBody body) {
    boolean changes =
        switch (body.text("verdict", LONGEST_PATH).orElse("")) {
          case "request_changes" -> true;
          case "comment" -> false;
          default -> throw body.bad("verdict", "must be request_changes or comment");
        };
    var comments =
        body
            .parts("comments", MOST_COMMENTS, Set.of("path", "side", "line", "text"))
            .orElse(List.of())
            .stream()
            .map(SteeringRoutes::comment)
            .toList();
    var summary = body.text("summary", LONGEST_TEXT).orElse("");
    if (changes && summary.isBlank() && comments.isEmpty()) {
      throw body.bad("summary", "or comments must say what to change");
    }
    return new Review(changes, body.text("tree", LONGEST_TREE), summary, comments);
  }

  private static Comment comment(JsonBody part) {
    var side = part.text("side", LONGEST_PATH);
    if (!Set.of("old", "new").contains(side.orElse("new"))) {
      throw part.bad("side", "must be old or new");
    }
    return new Comment(
        required(part, "path", LONGEST_PATH),
        side,
        part.number("line", 1, Integer.MAX_VALUE),
        required(part, "text", LONGEST_TEXT));
  }

  private static String required(JsonBody part, String name, int longest) {
    Optional<String> text = part.text(name, longest).filter(value -> !value.isBlank());
    return text.orElseThrow(() -> part.bad(name, "is required"));
  }

  private Task possible(Context context, TaskAction action) {
    var task = lookup.required(context);
    if (!task.availableActions().contains(action)) {
      throw Problems.wrongState(409, "Not possible in this state", task);
    }
    return task;
  }

  private ObjectNode said(String message, Task task) {
    var node = Json.object().put("success", true).put("message", message);
    node.set("task", json.of(task));
    return node;
  }
}
