package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.pipeline.Reviews;
import dev.journeyman.pipeline.TaskChanges;
import dev.journeyman.pipeline.TaskChanges.Diff;
import dev.journeyman.pipeline.TaskChanges.Earlier;
import dev.journeyman.pipeline.TaskChanges.FileChange;
import dev.journeyman.task.Task;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// Shows what tasks changed, what was said about it, and what a rollback would change.
final class ChangeRoutes implements Routes {

  private final TaskLookup lookup;
  private final TaskChanges changes;
  private final Reviews reviews;
  private final Answers answers;

  ChangeRoutes(TaskLookup lookup, TaskChanges changes, Reviews reviews, Answers answers) {
    this.lookup = lookup;
    this.changes = changes;
    this.reviews = reviews;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/tasks/{taskId}/diff", this::diff, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/reviews", this::reviews, Access.ADMIN);
    routes.get(BASE + "/rollback/{taskId}", this::preview, Access.ADMIN);
  }

  private void diff(Context context) {
    var task = lookup.required(context);
    boolean asJson =
        switch (Parameters.text(context, "format").orElse("text")) {
          case "text" -> false;
          case "json" -> true;
          default -> throw Problems.badField("format", "format must be text or json");
        };
    var diff =
        Parameters.text(context, "since")
            .map(tree -> since(task, tree))
            .orElseGet(
                () ->
                    changes
                        .diff(task)
                        .orElseThrow(
                            () ->
                                Problems.notFound(
                                    "Task %s has changed nothing yet".formatted(task.id()))));
    var tag = "\"%s\"".formatted(diff.tree());
    context.header("ETag", tag);
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
    } else if (asJson) {
      answers.json(context, 200, json(diff));
    } else {
      answers.file(context, "text/x-diff; charset=utf-8", diff.unified());
    }
  }

  /// Only trees that somebody reviewed: other objects of the mirror belong to other tasks.
  private Diff since(Task task, String tree) {
    return reviews.of(task).stream()
        .filter(said -> said.tree().filter(tree::equals).isPresent())
        .findFirst()
        .flatMap(said -> said.base().flatMap(base -> changes.since(task, new Earlier(tree, base))))
        .orElseThrow(
            () ->
                Problems.notFound(
                    "Task %s has no review of tree %s that is still kept"
                        .formatted(task.id(), tree)));
  }

  private void reviews(Context context) {
    var node = Json.object();
    var list = node.putArray("reviews");
    for (var said : reviews.of(lookup.required(context))) {
      list.addObject()
          .put("by", said.by())
          .put("at", Json.instant(said.at()))
          .put("verdict", said.verdict())
          .put("tree", said.tree().orElse(null))
          .put("base", said.base().orElse(null))
          .put("summary", said.summary().orElse(null));
    }
    answers.json(context, 200, node);
  }

  private static ObjectNode json(Diff diff) {
    var node = Json.object().put("tree", diff.tree()).put("base", diff.base());
    var files = node.putArray("files");
    diff.files().forEach(file -> files.add(json(file)));
    return node;
  }

  private static ObjectNode json(FileChange file) {
    return Json.object()
        .put("path", file.path())
        .put("oldPath", file.oldPath().orElse(null))
        .put("status", file.status())
        .put("kind", file.kind())
        .put("additions", file.additions())
        .put("deletions", file.deletions())
        .put("binary", file.binary())
        .put("runsCodeLater", file.runsCodeLater())
        .put("hiddenCharacters", file.hiddenCharacters())
        .put("patch", file.patch().orElse(null));
  }

  private void preview(Context context) {
    var task = lookup.required(context);
    DecisionRoutes.requireRollback(task);
    var preview = changes.rollback(task);
    var node =
        Json.object()
            .put("taskId", task.id().toString())
            .put("possible", preview.conflicts().isEmpty());
    node.set("files", TaskJson.texts(preview.files()));
    node.set("conflicts", TaskJson.texts(preview.conflicts()));
    answers.json(context, 200, node.put("diff", preview.diff()));
  }
}
