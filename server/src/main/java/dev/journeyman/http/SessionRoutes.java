package dev.journeyman.http;

import dev.journeyman.audit.AuditLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Signs people in to the console and out again.
final class SessionRoutes implements Routes {

  private static final String PATH = "/api/session";
  private static final int LONGEST_CODE = 200;

  private final Authentication authentication;
  private final Grants grants;
  private final SessionCookie cookie;
  private final AuditLog audit;
  private final Answers answers;

  SessionRoutes(
      Authentication authentication,
      Grants grants,
      SessionCookie cookie,
      AuditLog audit,
      Answers answers) {
    this.audit = audit;
    this.authentication = authentication;
    this.grants = grants;
    this.cookie = cookie;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.post(PATH, this::signIn, Access.SIGN_IN);
    routes.get(PATH, this::read, Access.ADMIN);
    routes.delete(PATH, this::signOut, Access.ADMIN);
  }

  private void signIn(Context context) {
    var code = JsonBody.optional(context, Set.of("code")).text("code", LONGEST_CODE);
    var principal =
        code.flatMap(grants::signIn)
            .or(
                () ->
                    code.isPresent() ? java.util.Optional.empty() : authentication.byToken(context))
            .orElseThrow(Problems::unauthorized);
    authentication.requireAdmin(context, principal);
    var session = grants.openSession(principal);
    cookie.read(context).ifPresent(grants::closeSession);
    cookie.set(context, session, Grants.SESSION);
    record(context, principal, "session.open");
    answer(context, 201, grants.session(session).orElse(principal));
  }

  private void read(Context context) {
    answer(context, 200, Authentication.principal(context));
  }

  private void signOut(Context context) {
    cookie.read(context).ifPresent(grants::closeSession);
    cookie.clear(context);
    record(context, Authentication.principal(context), "session.close");
    context.status(204);
  }

  private void record(Context context, Principal principal, String action) {
    audit.append(
        principal.tenant(), principal.user(), context.ip(), action, principal.user(), Map.of());
  }

  private void answer(Context context, int status, Principal principal) {
    var node = Json.object().put("user", principal.user()).put("tenant", principal.tenant());
    node.set("roles", TaskJson.texts(new TreeSet<>(principal.roles()).stream().toList()));
    answers.json(context, status, node.put("expiresAt", Json.instant(principal.expiresAt())));
  }
}
