package dev.journeyman.http;

import dev.journeyman.http.Collaborators.Stores;
import dev.journeyman.pipeline.CheckLogs;
import dev.journeyman.pipeline.EvidenceStore;
import dev.journeyman.task.Page;
import dev.journeyman.task.Retention;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskFilter;
import dev.journeyman.task.TaskFilter.Range;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Shows tasks and their logs.
final class TaskRoutes implements Routes {

  private static final int PAGE_OF_EVENTS = 500;

  private final Stores stores;
  private final TaskLookup lookup;
  private final EvidenceStore evidence;
  private final Retention retention;
  private final CheckLogs logs;
  private final TaskJson json;
  private final TaskBodies bodies;
  private final Answers answers;

  TaskRoutes(Stores stores, TaskLookup lookup, TaskJson json, Answers answers) {
    this.stores = stores;
    this.evidence = new EvidenceStore(stores.database(), Clock.systemUTC());
    this.retention = new Retention(stores.database());
    this.logs = new CheckLogs(stores.database(), Clock.systemUTC());
    this.lookup = lookup;
    this.json = json;
    this.bodies = new TaskBodies(json, answers);
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/tasks", this::list, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}", this::read, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/events", this::events, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/checkpoints", this::checkpoints, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/evidence", this::evidence, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/logs/{hash}", this::log, Access.ADMIN);
  }

  private void read(Context context) {
    answers.ready(context, bodies.of(lookup.required(context)));
  }

  private void list(Context context) {
    var filter =
        new TaskFilter(
            Authentication.principal(context).tenant(),
            statuses(context),
            Parameters.text(context, "repository"),
            Parameters.text(context, "createdBy"),
            Parameters.text(context, "q"),
            new Range<>(Parameters.instant(context, "from"), Parameters.instant(context, "to")),
            new Range<>(
                Parameters.dollars(context, "minCostUsd"),
                Parameters.dollars(context, "maxCostUsd")));
    int limit = (int) Parameters.number(context, "limit", 50, 1, 200);
    int offset = (int) Parameters.number(context, "offset", 0, 0, Integer.MAX_VALUE);
    var cursor = cursor(context);
    if (cursor.isPresent() && offset > 0) {
      throw Problems.badField("offset", "offset and cursor exclude each other");
    }
    var found = stores.list().list(filter, new Page(limit, offset, cursor));
    var node = Json.object();
    node.set("tasks", json.of(found.items()));
    node.putObject("pagination")
        .put("total", found.total())
        .put("limit", limit)
        .put("offset", offset)
        .put("hasMore", found.more())
        .put("nextCursor", found.more() ? found.items().getLast().id().toString() : null);
    answers.json(context, 200, node);
  }

  private static Set<TaskStatus> statuses(Context context) {
    var statuses = new LinkedHashSet<TaskStatus>();
    Parameters.text(context, "status")
        .ifPresent(
            names -> {
              for (var name : names.split(",", -1)) {
                statuses.add(
                    TaskStatus.parse(name.strip())
                        .orElseThrow(
                            () ->
                                Problems.badField(
                                    "status", "There is no status '%s'".formatted(name.strip()))));
              }
            });
    return statuses;
  }

  /// The id of the last one seen: ids sort by time.
  static Optional<String> cursor(Context context) {
    return Parameters.text(context, "cursor")
        .map(
            text ->
                TaskId.parse(text)
                    .orElseThrow(
                        () -> Problems.badField("cursor", "cursor is none that was handed out"))
                    .toString());
  }

  private void events(Context context) {
    var task = lookup.required(context);
    long after = Parameters.number(context, "after", 0, 0, Long.MAX_VALUE);
    int limit = (int) Parameters.number(context, "limit", 200, 1, 1000);
    long trimmed = retention.trimmedUntil(task.id());
    if (after > 0 && after < trimmed) {
      throw trimmed(task, trimmed);
    }
    var found = stores.tasks().events(task.id(), after, limit + 1);
    boolean more = found.size() > limit;
    var shown = more ? found.subList(0, limit) : found;
    var node = Json.object();
    var events = node.putArray("events");
    shown.forEach(event -> events.add(TaskJson.of(event)));
    node.put("nextAfter", shown.isEmpty() ? after : shown.getLast().sequence());
    answers.json(context, 200, node.put("hasMore", more).put("trimmedUntil", trimmed));
  }

  /// Whoever goes on from there would take what is gone for what never was.
  private static ApiException trimmed(Task task, long until) {
    return new ApiException(
        Problem.of(
                410,
                "events-trimmed",
                "Events are no longer kept",
                ("Events of task %s up to %d were deleted, but for those that tell of its status;"
                        + " read the log from after=0, or go on from after=%d")
                    .formatted(task.id(), until, until))
            .with("trimmedUntil", until));
  }

  private void checkpoints(Context context) {
    var task = lookup.required(context);
    var node = Json.object();
    var array = node.putArray("checkpoints");
    long after = 0;
    while (after < task.sequence()) {
      var page = stores.tasks().events(task.id(), after, PAGE_OF_EVENTS);
      page.stream()
          .filter(event -> event.type() == TaskEvent.Type.CHECKPOINT)
          .forEach(event -> array.add(checkpoint(event)));
      after = page.isEmpty() ? task.sequence() : page.getLast().sequence();
    }
    answers.json(context, 200, node);
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode checkpoint(TaskEvent event) {
    var data = event.data();
    return Json.object()
        .put("step", data.hasNonNull("step") ? (Integer) data.get("step").asInt() : null)
        .put("commit", data.path("commit").asText(""))
        .put("tree", data.path("tree").asText(null))
        .put("message", data.path("message").asText(null))
        .put("createdAt", Json.instant(event.at()));
  }

  /// The record byte for byte, so that its SHA-256 is its name.
  private void evidence(Context context) {
    Task task = lookup.required(context);
    var hash =
        Parameters.text(context, "hash")
            .or(() -> Optional.ofNullable(EvidenceStore.hashOf(task)))
            .orElseThrow(() -> unverified(task));
    var text = evidence.find(task.id(), hash).orElseThrow(() -> unverified(task));
    context.header("ETag", "\"%s\"".formatted(hash));
    answers.file(context, "application/json", text);
  }

  /// What a check wrote, if evidence of this task refers to it.
  private void log(Context context) {
    Task task = lookup.required(context);
    var text =
        logs.find(task.id(), context.pathParam("hash"))
            .orElseThrow(
                () ->
                    Problems.notFound(
                        "No evidence of task %s has such a log, or it is no longer kept"
                            .formatted(task.id())));
    answers.file(context, "text/plain; charset=utf-8", text);
  }

  private static ApiException unverified(Task task) {
    return Problems.notFound("Task %s has no such evidence".formatted(task.id()));
  }
}
