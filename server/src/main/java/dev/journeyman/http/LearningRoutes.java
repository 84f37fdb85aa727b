package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.learning.Learning;
import dev.journeyman.learning.LearningFilter;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.pipeline.Curator;
import dev.journeyman.task.Page;
import dev.journeyman.task.TimeOrderedId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/// Shows what was learned, and withholds it from later tasks.
final class LearningRoutes implements Routes {

  private static final int LONGEST_REASON = 4000;

  private final LearningStore learnings;
  private final Curator curator;
  private final Answers answers;

  LearningRoutes(LearningStore learnings, Curator curator, Answers answers) {
    this.learnings = learnings;
    this.curator = curator;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/learnings", this::list, Access.ADMIN);
    routes.patch(BASE + "/learnings/{learningId}", this::change, Access.ADMIN);
  }

  private void list(Context context) {
    var filter =
        new LearningFilter(
            Authentication.principal(context).tenant(),
            Parameters.flag(context, "successful"),
            Parameters.text(context, "q"),
            Parameters.text(context, "repository"),
            Parameters.flag(context, "disabled"));
    int limit = (int) Parameters.number(context, "limit", 50, 1, 500);
    var found = learnings.list(filter, new Page(limit, 0, TaskRoutes.cursor(context)));
    var node = Json.object();
    var array = node.putArray("learnings");
    found.items().forEach(learning -> array.add(json(learning)));
    node.put("total", found.total())
        .put("returned", found.items().size())
        .put("nextCursor", found.more() ? found.items().getLast().id().toString() : null);
    answers.json(context, 200, node);
  }

  private void change(Context context) {
    var body = JsonBody.required(context, Set.of("disabled", "reason"));
    boolean disabled = body.flag("disabled").orElseThrow(() -> body.bad("disabled", "is required"));
    var reason = body.text("reason", LONGEST_REASON).filter(text -> !text.isBlank());
    var id = context.pathParam("learningId");
    var changed =
        TimeOrderedId.parse(id)
            .flatMap(known -> curator.disable(TaskLookup.actor(context), known, disabled, reason))
            .orElseThrow(() -> Problems.notFound("There is no learning " + id));
    answers.json(context, 200, json(changed));
  }

  private static ObjectNode json(Learning learning) {
    var node =
        Json.object()
            .put("id", learning.id().toString())
            .put("timestamp", Json.instant(learning.timestamp()))
            .put("task", learning.taskText())
            .put("success", learning.success());
    node.set("patterns", TaskJson.texts(learning.patterns()));
    node.set("improvements", TaskJson.texts(learning.improvements()));
    node.put("repository", learning.repository())
        .put("taskId", learning.task().toString())
        .put("timesUsed", learning.timesUsed())
        .put("timesHelped", learning.timesHelped())
        .put("lift", learning.lift().isPresent() ? (Double) learning.lift().getAsDouble() : null)
        .putNull("disabled");
    learning
        .disabled()
        .ifPresent(
            decision ->
                node.putObject("disabled")
                    .put("by", decision.by())
                    .put("at", Json.instant(decision.at()))
                    .put("reason", decision.reason()));
    return node;
  }
}
