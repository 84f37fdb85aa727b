package dev.journeyman.http;

import dev.journeyman.http.Collaborators.Doers;
import dev.journeyman.http.Collaborators.Stores;
import dev.journeyman.repository.Repository;
import dev.journeyman.task.Budget;
import dev.journeyman.task.Priority;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskRequest;
import dev.journeyman.workspace.BranchName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Takes tasks in.
final class ExecuteRoute implements Routes {

  private static final int LONGEST_TASK = 20_000;
  private static final int LARGEST_CONTEXT = 64 << 10;
  private static final int LONGEST_NAME = 255;

  private static final Set<String> FIELDS =
      Set.of(
          "task",
          "context",
          "requireApproval",
          "priority",
          "timeout",
          "repository",
          "targetBranch",
          "budget",
          "model",
          "effort");

  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");

  private final Stores stores;
  private final Doers doers;
  private final Idempotency idempotency;
  private final Answers answers;

  ExecuteRoute(Stores stores, Doers doers, Idempotency idempotency, Answers answers) {
    this.stores = stores;
    this.doers = doers;
    this.idempotency = idempotency;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.post(BASE + "/execute", this::execute, Access.ADMIN);
  }

  private void execute(Context context) {
    var principal = Authentication.principal(context);
    // Without a body it is the task that is missing.
    var body = JsonBody.optional(context, FIELDS);
    var answer =
        key(context, principal)
            .map(key -> idempotency.once(key, body.fields(), () -> take(principal, body)))
            .orElseGet(() -> take(principal, body));
    context.header("Location", answer.location());
    if (answer.replayed()) {
      context.header("Idempotent-Replay", "true");
    }
    context.status(answer.status()).contentType("application/json").result(answer.body());
  }

  private static Optional<Idempotency.Key> key(Context context, Principal principal) {
    var value = Optional.ofNullable(context.header("Idempotency-Key"));
    value
        .filter(key -> key.isBlank() || key.length() > LONGEST_NAME)
        .ifPresent(
            _ -> {
              throw Problems.badField(
                  "Idempotency-Key", "Idempotency-Key must have 1 to 255 characters");
            });
    return value.map(key -> new Idempotency.Key(principal, key));
  }

  private Idempotency.Answer take(Principal principal, JsonBody body) {
    var text = description(body);
    var repository = repository(principal.tenant(), body);
    var request = request(body, text, repository);
    requireKnownPrice(body, request);
    doers
        .operations()
        .refusal(principal.tenant())
        .ifPresent(
            remedy -> {
              throw new ApiException(
                  Problem.of(503, "cannot-work", "No task can be taken in now", remedy));
            });
    var task =
        stores.tasks().submit(principal.tenant(), repository.id(), request, principal.user());
    return new Idempotency.Answer(202, answers.line(queued(task)), statusEndpoint(task), false);
  }

  private static String description(JsonBody body) {
    var value = body.fields().get("task");
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw new ApiException(
          Problem.of(400, "bad-request", "Task description is required").with("field", "task"));
    }
    return body.text("task", LONGEST_TASK).orElseThrow();
  }

  private Repository repository(String tenant, JsonBody body) {
    var name = body.word("repository", LONGEST_NAME);
    var found =
        name.isPresent()
            ? stores.repositories().find(tenant, name.get())
            : stores.repositories().list(tenant).stream().findFirst();
    return found.orElseThrow(
        () ->
            body.bad(
                "repository",
                name.map(given -> "names %s, which is not registered".formatted(given))
                        .orElse("is missing and none is registered")
                    + "; register one with POST /api/autonomous/repositories"));
  }

  private TaskRequest request(JsonBody body, String text, Repository repository) {
    var defaults = doers.defaults();
    long longest = Duration.ofDays(1).toMillis();
    return new TaskRequest(
        text,
        body.object("context", LARGEST_CONTEXT).orElse(null),
        body.flag("requireApproval").orElse(true),
        priority(body),
        body.number("timeout", 1000, longest).map(Duration::ofMillis).orElse(defaults.timeout()),
        branch(body).orElse(repository.targetBranch()),
        budget(body),
        body.word("model", LONGEST_NAME).orElse(defaults.model()),
        effort(body).orElse(defaults.effort()),
        null);
  }

  private static Optional<String> branch(JsonBody body) {
    try {
      return body.text("targetBranch", LONGEST_NAME).map(name -> new BranchName(name).value());
    } catch (IllegalArgumentException e) {
      throw body.bad("targetBranch", "is no branch name that git accepts");
    }
  }

  private static Priority priority(JsonBody body) {
    return body.text("priority", LONGEST_NAME)
        .map(
            name ->
                Priority.parse(name)
                    .orElseThrow(() -> body.bad("priority", "must be low, normal, high or urgent")))
        .orElse(Priority.NORMAL);
  }

  private static Optional<String> effort(JsonBody body) {
    var effort = body.text("effort", LONGEST_NAME);
    if (effort.isPresent() && !EFFORTS.contains(effort.get())) {
      throw body.bad("effort", "must be low, medium, high, xhigh or max");
    }
    return effort;
  }

  private static Budget budget(JsonBody body) {
    return body.part("budget", Set.of("maxCostUsd", "maxTokens", "maxTurns"))
        .map(
            part ->
                new Budget(
                    part.amount("maxCostUsd").orElse(null),
                    part.number("maxTokens", 1, Long.MAX_VALUE).orElse(null),
                    part.number("maxTurns", 1, Integer.MAX_VALUE).map(Long::intValue).orElse(null)))
        .orElse(Budget.NONE);
  }

  /// A limit that nobody could keep to is refused before anything is spent.
  private void requireKnownPrice(JsonBody body, TaskRequest request) {
    if (request.budget().maxCostUsd() != null && !doers.operations().priced(request.model())) {
      throw body.bad(
          "budget",
          "has maxCostUsd, but the price of %s is unknown; use maxTokens, or give the price in"
                  .formatted(request.model())
              + " JOURNEYMAN_MODELS_FILE");
    }
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode queued(Task task) {
    return Json.object()
        .put("taskId", task.id().toString())
        .put("status", task.status().wire())
        .put("message", "Task queued for autonomous execution")
        .put("statusEndpoint", statusEndpoint(task))
        .put("streamEndpoint", streamEndpoint(task));
  }

  static String statusEndpoint(Task task) {
    return BASE + "/tasks/" + task.id();
  }

  static String streamEndpoint(Task task) {
    return BASE + "/stream/" + task.id();
  }
}
