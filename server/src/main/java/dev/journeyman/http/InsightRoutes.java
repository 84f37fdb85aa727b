package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.http.Operations.Metrics;
import dev.journeyman.http.Operations.Share;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Shows capabilities and statistics.
final class InsightRoutes implements Routes {

  private final Operations operations;
  private final Answers answers;

  InsightRoutes(Operations operations, Answers answers) {
    this.operations = operations;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/capabilities", this::capabilities, Access.ADMIN);
    routes.get(BASE + "/stats", this::stats, Access.ADMIN);
  }

  private void capabilities(Context context) {
    var capabilities = operations.capabilities();
    var node = Json.object();
    node.set("actions", TaskJson.texts(capabilities.actions().keySet().stream().toList()));
    node.set("features", Json.tree(capabilities.features()));
    node.putObject("limits")
        .put("maxTaskDuration", capabilities.maxTaskMillis())
        .put("maxFileSize", capabilities.maxFileBytes())
        .put("maxConcurrentTasks", capabilities.maxConcurrentTasks())
        .set("supportedLanguages", TaskJson.texts(capabilities.languages()));
    node.set("integrations", Json.tree(capabilities.integrations()));
    var status = node.putObject("actionStatus");
    capabilities
        .actions()
        .forEach(
            (action, reason) ->
                status
                    .putObject(action)
                    .put("available", reason.isEmpty())
                    .put("reason", reason.orElse(null)));
    answers.json(context, 200, node);
  }

  private void stats(Context context) {
    int days = (int) Parameters.number(context, "days", 30, 1, 366);
    var statistics =
        operations.statistics(
            Authentication.principal(context).tenant(),
            days,
            Parameters.text(context, "repository"));
    var node =
        Json.object()
            .put("from", statistics.from().toString())
            .put("to", statistics.to().toString());
    node.set("totals", metrics(statistics.totals()));
    var rows = node.putArray("days");
    statistics
        .days()
        .forEach(
            day ->
                rows.add(
                    metrics(day.metrics())
                        .put("day", day.day().toString())
                        .put("repository", day.repository())));
    node.set("repositories", shares("repository", statistics.repositories()));
    node.set("people", shares("person", statistics.people()));
    answers.json(context, 200, node);
  }

  private static ArrayNode shares(String name, List<Share> shares) {
    var rows = Json.array();
    shares.forEach(share -> rows.add(metrics(share.metrics()).put(name, share.name())));
    return rows;
  }

  private static ObjectNode metrics(Metrics metrics) {
    return Json.object()
        .put("tasks", metrics.tasks())
        .put("successRate", orNull(metrics.successRate()))
        .put("meanExecutionSeconds", orNull(metrics.meanExecutionSeconds()))
        .put("approvalRate", orNull(metrics.approvalRate()))
        .put("rollbackRate", orNull(metrics.rollbackRate()))
        .put("learnings", metrics.learnings())
        .put("recoveryRate", orNull(metrics.recoveryRate()))
        .put("costUsd", orNull(metrics.costUsd()));
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }
}
