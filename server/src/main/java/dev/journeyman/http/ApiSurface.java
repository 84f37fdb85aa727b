package dev.journeyman.http;

import dev.journeyman.pipeline.Curator;
import dev.journeyman.pipeline.Reviews;
import dev.journeyman.task.Reports;
import dev.journeyman.task.Retention;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.Tenants;
import dev.journeyman.telemetry.HttpMetrics;
import dev.journeyman.telemetry.RequestTrace;
import dev.journeyman.telemetry.Traces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;

/// Everything the main port answers, and what each request passes on its way.
final class ApiSurface implements Routes {

  private static final String STARTED = "started";
  private static final String TRACE = "trace";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final FrontDoor door;
  private final Authentication authentication;
  private final RateLimiter limiter;
  private final HttpMetrics metrics;
  private final Traces traces;
  private final StaticFiles files;
  private final Answers answers;
  private final List<Routes> groups;

  ApiSurface(
      HttpSettings settings,
      Collaborators rooms,
      HttpMetrics metrics,
      Traces traces,
      StaticFiles files,
      StreamHub streams,
      TaskJson json,
      Answers answers,
      FrontDoor door,
      OpenRoutes open,
      RateLimiter limiter) {
    var cookie = new SessionCookie(settings.site().secure());
    var tokens = new TokenVerifier(settings.jwt(), rooms.clock());
    this.authentication =
        new Authentication(
            tokens, rooms.grants(), cookie, door, new Tenants(rooms.stores().database()));
    this.door = door;
    this.limiter = limiter;
    this.metrics = metrics;
    this.traces = traces;
    this.files = files;
    this.answers = answers;
    var stores = rooms.stores();
    var doers = rooms.doers();
    var lookup = new TaskLookup(stores.current());
    var idempotency = new Idempotency(stores.database(), rooms.clock());
    // Routes are tried in this order, so those that are asked most stand first.
    this.groups =
        List.of(
            new TaskRoutes(stores, lookup, json, answers),
            new ExecuteRoute(stores, doers, idempotency, answers),
            open,
            new SessionRoutes(authentication, rooms.grants(), cookie, stores.audit(), answers),
            new DecisionRoutes(lookup, doers.actions(), doers.steering(), json, answers),
            new ReportRoutes(lookup, new Reports(stores.database(), rooms.clock()), answers),
            new SteeringRoutes(lookup, doers.actions(), doers.steering(), json, answers),
            new ChangeRoutes(lookup, doers.changes(), new Reviews(stores.audit()), answers),
            new StreamRoutes(
                lookup, streams, rooms.grants(), new Retention(stores.database()), answers),
            new LearningRoutes(stores.learnings(), curator(rooms), answers),
            new RepositoryRoutes(stores.repositories(), doers.registrar(), answers),
            new WebhookRoutes(doers.webhooks(), answers),
            new InsightRoutes(doers.operations(), answers),
            new AuditRoutes(stores.audit(), answers),
            new OperationsRoutes(stores, doers.operations(), answers));
  }

  private static Curator curator(Collaborators rooms) {
    var stores = rooms.stores();
    return new Curator(stores.database(), stores.learnings(), stores.audit(), rooms.clock());
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.before(door::greet);
    // Before anyone is refused, so that refusals are counted as well.
    routes.before(this::begin);
    routes.before(door::admit);
    routes.beforeMatched(this::authenticate);
    groups.forEach(group -> group.add(routes));
    routes.exception(HttpResponseException.class, this::unmatched);
    routes.exception(Exception.class, (error, context) -> answers.problem(context, error));
    routes.after(this::measure);
  }

  private void begin(Context context) {
    context.attribute(STARTED, System.nanoTime());
    if (context.path().startsWith("/api/")) {
      context.attribute(TRACE, traces.request(method(context), context::header));
    }
  }

  private void authenticate(Context context) {
    authentication.require(context, context.routeRoles());
    Authentication.known(context)
        .ifPresent(
            principal -> {
              MDC.put("user", principal.user());
              MDC.put("tenant", principal.tenant());
              limiter.count(context, principal);
            });
  }

  /// No route: below `/api` strangers learn not even that, elsewhere it may be the console's.
  private void unmatched(HttpResponseException error, Context context) {
    if (context.method().equals(HandlerType.OPTIONS)) {
      allow(context, error);
      context.status(204);
      return;
    }
    if (context.path().startsWith("/api/")) {
      try {
        authentication.require(context, Set.of());
      } catch (ApiException refused) {
        answers.problem(context, refused);
        return;
      }
    }
    allow(context, error);
    if (error.getStatus() != 404 || !files.serveConsole(context)) {
      answers.problem(context, error);
    }
  }

  /// A preflight asks without a token; the contract that tells the same is open, too.
  private static void allow(Context context, HttpResponseException error) {
    if (error.getStatus() == 405) {
      context.header("Allow", String.join(", ", error.getDetails().values()));
    }
  }

  private void measure(Context context) {
    Long started = context.attribute(STARTED);
    if (started != null) {
      metrics.answered(
          method(context), route(context), context.statusCode(), System.nanoTime() - started);
    }
    trace(context);
    MDC.clear();
  }

  private static void trace(Context context) {
    RequestTrace trace = context.attribute(TRACE);
    if (trace != null) {
      var task = Optional.ofNullable(context.pathParamMap().get("taskId")).flatMap(TaskId::parse);
      trace.answered(route(context), context.statusCode(), task.map(TaskId::toString));
    }
  }

  private static String method(Context context) {
    var name = context.method().name();
    return METHODS.contains(name) ? name : "other";
  }

  /// Paths that no route knows are one: strangers could make up any number of them.
  private static String route(Context context) {
    var endpoint = context.endpoints().matchedHttpEndpoint();
    return endpoint == null ? "none" : endpoint.path;
  }
}
