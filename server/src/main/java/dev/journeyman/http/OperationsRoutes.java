package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.http.Collaborators.Stores;
import dev.journeyman.http.Operations.Stop;
import dev.journeyman.learning.LearningFilter;
import dev.journeyman.task.Page;
import dev.journeyman.task.TaskStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how the service is, and stops everything in an emergency.
final class OperationsRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(OperationsRoutes.class);

  private static final int LONGEST_REASON = 4000;

  private final Stores stores;
  private final Operations operations;
  private final Answers answers;

  OperationsRoutes(Stores stores, Operations operations, Answers answers) {
    this.stores = stores;
    this.operations = operations;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/health", this::health, Access.ADMIN);
    routes.post(BASE + "/emergency-stop", this::stop, Access.ADMIN);
    routes.post(BASE + "/emergency-resume", this::resume, Access.ADMIN);
  }

  private void health(Context context) {
    var tenant = Authentication.principal(context).tenant();
    var condition = operations.condition();
    var node = Json.object();
    var problems = TaskJson.texts(condition.problems());
    node.putObject("agent")
        .put("initialized", condition.initialized())
        .put("capabilities", operations.capabilities().actions().size())
        .put("apiKeyConfigured", condition.keyConfigured())
        .put("model", condition.model().orElse(null));
    try {
      count(node, tenant);
    } catch (RuntimeException e) {
      LOG.warn("The database could not be asked for the health of the service", e);
      problems.add("The database does not answer");
      noCounts(node);
    }
    node.set("sandbox", Json.tree(condition.sandbox()));
    node.set("database", Json.tree(condition.database()));
    node.set("disk", Json.tree(condition.disk()));
    node.set("problems", problems);
    node.put("status", problems.isEmpty() ? "healthy" : "unhealthy");
    answers.json(context, problems.isEmpty() ? 200 : 503, node);
  }

  private void count(ObjectNode node, String tenant) {
    tasks(node, stores.list().counts(tenant));
    node.putObject("learnings")
        .put("total", learnings(tenant, Optional.empty()))
        .put("successful", learnings(tenant, Optional.of(true)));
    node.set(
        "emergencyStop",
        operations
            .stopped(tenant)
            .<com.fasterxml.jackson.databind.JsonNode>map(stop -> json(stop, true))
            .orElse(NullNode.instance));
  }

  private static void noCounts(ObjectNode node) {
    tasks(node, Map.of());
    node.putObject("learnings").put("total", 0).put("successful", 0);
    node.putNull("emergencyStop");
  }

  private static void tasks(ObjectNode node, Map<TaskStatus, Long> counts) {
    node.putObject("tasks")
        .put("total", sum(counts, _ -> true))
        .put("queued", sum(counts, status -> status == TaskStatus.QUEUED))
        .put("running", sum(counts, TaskStatus::running))
        .put("pendingApproval", sum(counts, status -> status == TaskStatus.PENDING_APPROVAL))
        .put("completed", sum(counts, status -> status == TaskStatus.COMPLETED));
  }

  private static long sum(Map<TaskStatus, Long> counts, Predicate<TaskStatus> counted) {
    return counts.entrySet().stream()
        .filter(entry -> counted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long learnings(String tenant, Optional<Boolean> successful) {
    var filter =
        new LearningFilter(
            tenant, successful, Optional.empty(), Optional.empty(), Optional.empty());
    return stores.learnings().list(filter, Page.first(1)).total();
  }

  private void stop(Context context) {
    var stop = operations.stop(TaskLookup.actor(context), reason(context));
    answers.json(context, 200, json(stop, true));
  }

  private void resume(Context context) {
    var stop = operations.resume(TaskLookup.actor(context), reason(context));
    answers.json(context, 200, json(stop, false));
  }

  private static Optional<String> reason(Context context) {
    return JsonBody.optional(context, Set.of("reason")).text("reason", LONGEST_REASON);
  }

  private static ObjectNode json(Stop stop, boolean stopped) {
    return Json.object()
        .put("stopped", stopped)
        .put("by", stop.by())
        .put("at", Json.instant(stop.at()))
        .put("reason", stop.reason().orElse(null));
  }
}
