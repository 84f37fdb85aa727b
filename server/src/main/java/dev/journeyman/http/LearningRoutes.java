package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.learning.Learning;
import dev.journeyman.learning.LearningFilter;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// Shows what was learned.
final class LearningRoutes implements Routes {

  private final LearningStore learnings;
  private final Answers answers;

  LearningRoutes(LearningStore learnings, Answers answers) {
    this.learnings = learnings;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/learnings", this::list, Access.ADMIN);
  }

  private void list(Context context) {
    var filter =
        new LearningFilter(
            Authentication.principal(context).tenant(),
            Parameters.flag(context, "successful"),
            Parameters.text(context, "q"),
            Parameters.text(context, "repository"));
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

  private static ObjectNode json(Learning learning) {
    var node =
        Json.object()
            .put("id", learning.id().toString())
            .put("timestamp", Json.instant(learning.timestamp()))
            .put("task", learning.taskText())
            .put("success", learning.success());
    node.set("patterns", TaskJson.texts(learning.patterns()));
    node.set("improvements", TaskJson.texts(learning.improvements()));
    return node.put("repository", learning.repository())
        .put("taskId", learning.task().toString())
        .put("timesUsed", learning.timesUsed())
        .put("lift", learning.lift().isPresent() ? (Double) learning.lift().getAsDouble() : null);
  }
}
