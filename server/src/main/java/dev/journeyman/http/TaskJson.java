package dev.journeyman.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.pipeline.StandingApprovals;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Result;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The task as the wire shows it: every field is there, null where it is unknown.
final class TaskJson {

  private final Forecast forecast;

  TaskJson(Forecast forecast) {
    this.forecast = forecast;
  }

  ObjectNode of(Task task) {
    var node = Json.object();
    asked(node, task);
    progress(node, task);
    outcome(node, task);
    spent(node, task);
    revision(node, task);
    PullRequestJson.put(node, task.details().pullRequests());
    node.set(
        "availableActions", texts(task.availableActions().stream().map(a -> a.wire()).toList()));
    node.put("createdBy", task.createdBy())
        .put("createdAt", Json.instant(task.createdAt()))
        .put("updatedAt", Json.instant(task.updatedAt()));
    decisions(node, task);
    return node;
  }

  ArrayNode of(List<Task> tasks) {
    var array = Json.array();
    tasks.forEach(task -> array.add(of(task)));
    return array;
  }

  static ObjectNode of(TaskEvent event) {
    var node =
        Json.object()
            .put("seq", event.sequence())
            .put("type", event.type().wire())
            .put("at", Json.instant(event.at()));
    node.set("data", event.data());
    return node;
  }

  static ArrayNode texts(List<String> texts) {
    var array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  private static void asked(ObjectNode node, Task task) {
    TaskRequest request = task.request();
    var budget = request.budget();
    node.put("id", task.id().toString())
        .put("task", request.text())
        .<ObjectNode>set("context", orNull(request.context()))
        .put("requireApproval", request.requireApproval())
        .put("priority", request.priority().wire())
        .put("timeout", request.timeout().toMillis())
        .put("model", request.model())
        .put("effort", request.effort())
        .put("repository", task.repositoryName())
        .put("targetBranch", request.targetBranch())
        .put("retryOf", request.retryOf());
    var limits = node.putObject("budget");
    Optional.ofNullable(budget.maxCostUsd()).ifPresent(cost -> limits.put("maxCostUsd", cost));
    Optional.ofNullable(budget.maxTokens()).ifPresent(most -> limits.put("maxTokens", most));
    Optional.ofNullable(budget.maxTurns()).ifPresent(most -> limits.put("maxTurns", most));
  }

  private void progress(ObjectNode node, Task task) {
    var details = task.details();
    var plan = details.work().plan();
    var recovery = details.work().recovery();
    var left = forecast.secondsLeft(task);
    node.put("status", task.status().wire())
        .put("currentStep", details.progress().shown())
        .put("progress", details.progress().percent())
        .put("completedSteps", plan == null ? 0 : plan.completed())
        .put("eta", left.isPresent() ? (Long) left.getAsLong() : null)
        .put("analysis", details.work().analysis())
        .set("plan", plan == null ? NullNode.instance : plan(plan));
    node.set(
        "recovery",
        recovery == null
            ? NullNode.instance
            : Json.object()
                .put("recoveryPlan", recovery.recoveryPlan())
                .put("attempted", recovery.attempted() > 0)
                .put("attempts", recovery.attempted()));
  }

  private static ObjectNode plan(Plan plan) {
    var node = Json.object().put("totalSteps", plan.steps().size());
    var steps = node.putArray("steps");
    plan.steps().forEach(step -> steps.add(step(step)));
    return node.put("rollback", plan.rollback()).put("testing", plan.testing());
  }

  private static ObjectNode step(Step step) {
    var node =
        Json.object()
            .put("action", step.action())
            .put("target", step.target())
            .put("description", step.description())
            .put("status", step.status().name().toLowerCase(Locale.ROOT))
            .put("check", step.check());
    var before = node.putArray("dependsOn");
    step.dependsOn().forEach(before::add);
    return node;
  }

  private static void outcome(ObjectNode node, Task task) {
    var result = task.details().verdict().result();
    var failure = task.details().verdict().failure();
    node.set("result", result == null ? NullNode.instance : result(result));
    node.put("error", failure == null ? null : failure.message());
    node.set(
        "errorDetail",
        failure == null
            ? NullNode.instance
            : Json.object()
                .put("category", failure.category().name().toLowerCase(Locale.ROOT))
                .put("remedy", failure.remedy())
                .put("retryable", failure.retryable()));
  }

  private static ObjectNode result(Result result) {
    var node = Json.object().put("success", result.success()).put("output", result.output());
    node.set("changes", texts(result.changes()));
    node.set("learnings", texts(result.learnings()));
    node.set("verification", orNull(result.verification()));
    node.set("rollback", orNull(result.rollback()));
    node.set("landing", orNull(result.landing()));
    return node;
  }

  private static void spent(ObjectNode node, Task task) {
    var spending = task.details().spending();
    node.putObject("usage")
        .put("inputTokens", spending.inputTokens())
        .put("outputTokens", spending.outputTokens())
        .put("cacheReadTokens", spending.cacheReadTokens())
        .put("cacheWriteTokens", spending.cacheWriteTokens())
        .put("turns", spending.turns());
    node.put("costUsd", spending.costUsd());
  }

  private static void revision(ObjectNode node, Task task) {
    var revision = task.details().revision();
    node.put("branch", revision.branch())
        .put("baseCommit", revision.base() == null ? revision.start() : revision.base())
        .put("headCommit", revision.head() == null ? revision.work() : revision.head())
        .put("tree", revision.tree())
        .put("deployedCommit", revision.landed())
        .put("revertedCommit", revision.reverted());
  }

  private static void decisions(ObjectNode node, Task task) {
    var decisions = task.details().decisions();
    var approvals = node.putArray("approvals");
    var standing = StandingApprovals.of(task);
    for (var approval : decisions.approvals()) {
      approvals.add(approval(approval).put("stands", standing.contains(approval)));
    }
    var gate = decisions.gate();
    int usual = task.request().requireApproval() ? 1 : 0;
    node.put("approvalsRequired", gate == null ? usual : gate.approvers())
        .put("approvalDeadline", gate == null ? null : Json.instant(gate.deadline()))
        .set("approvalReasons", texts(gate == null ? List.of() : gate.reasons()));
    var paused = decisions.paused();
    node.set("paused", paused == null ? NullNode.instance : pause(paused));
    by(node, task, Milestone.APPROVED, "approved", "approvalReason");
    by(node, task, Milestone.REJECTED, "rejected", "rejectionReason");
    by(node, task, Milestone.CANCELLED, "cancelled", "cancellationReason");
    var rollback = at(task, Milestone.ROLLBACK_REQUESTED);
    node.put("rollbackInitiatedBy", rollback.map(Decision::by).orElse(null));
    node.put("rollbackReason", rollback.map(Decision::reason).orElse(null));
    when(node, task, Milestone.STARTED, "startedAt");
    when(node, task, Milestone.COMPLETED, "completedAt");
    when(node, task, Milestone.FAILED, "failedAt");
    when(node, task, Milestone.DEPLOYED, "deployedAt");
    when(node, task, Milestone.ROLLED_BACK, "rolledBackAt");
  }

  private static ObjectNode approval(Approval approval) {
    return Json.object()
        .put("by", approval.by())
        .put("at", Json.instant(approval.at()))
        .put("reason", approval.reason())
        .put("tree", approval.tree())
        .put("base", approval.base())
        .put("carriedOver", approval.carriedOver())
        .put("evidence", approval.evidence())
        .put("branch", approval.branch());
  }

  private static ObjectNode pause(Decision paused) {
    return Json.object().put("by", paused.by()).put("at", Json.instant(paused.at()));
  }

  private static void by(
      ObjectNode node, Task task, Milestone milestone, String verb, String reason) {
    var decision = at(task, milestone);
    node.put(verb + "By", decision.map(Decision::by).orElse(null));
    node.put(reason, decision.map(Decision::reason).orElse(null));
    when(node, task, milestone, verb + "At");
  }

  private static void when(ObjectNode node, Task task, Milestone milestone, String name) {
    node.put(name, Json.instant(at(task, milestone).map(Decision::at).orElse(null)));
  }

  private static Optional<Decision> at(Task task, Milestone milestone) {
    return task.details().decisions().at(milestone);
  }

  private static JsonNode orNull(@Nullable JsonNode node) {
    return node == null ? NullNode.instance : node;
  }
}
