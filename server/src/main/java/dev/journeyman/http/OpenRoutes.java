package dev.journeyman.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// What anyone may read: probes and the contract.
final class OpenRoutes implements Routes {

  private final Operations operations;
  private final Answers answers;
  private final StaticFiles files;

  OpenRoutes(Operations operations, Answers answers, StaticFiles files) {
    this.operations = operations;
    this.answers = answers;
    this.files = files;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get("/healthz", context -> status(context, 200, "ok"), Access.OPEN);
    routes.get(
        "/health",
        context ->
            answers.json(
                context, 200, Json.object().put("status", "healthy").put("service", "journeyman")),
        Access.OPEN);
    addProbes(routes);
    routes.get("/openapi.yaml", context -> files.serve(context, "openapi.yaml"), Access.OPEN);
    routes.get("/docs", context -> files.serve(context, "docs/index.html"), Access.OPEN);
  }

  /// The probes, which the management port answers too.
  void addProbes(RoutesConfig routes) {
    routes.get("/livez", context -> status(context, 200, "ok"), Access.OPEN);
    routes.get(
        "/readyz",
        context -> {
          boolean ready = operations.ready();
          status(context, ready ? 200 : 503, ready ? "ok" : "unavailable");
        },
        Access.OPEN);
  }

  private void status(Context context, int code, String status) {
    answers.json(context, code, Json.object().put("status", status));
  }
}
