package dev.journeyman.http;

import dev.journeyman.task.Tenants;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who makes a request and whether they may. What is not declared open is for admins, an
/// unknown address below `/api` included.
final class Authentication {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

  private static final String PRINCIPAL = "principal";

  /// Addresses end up in logs and histories, so a token in one is burnt.
  private static final List<String> TOKEN_PARAMETERS =
      List.of("token", "access_token", "jwt", "authorization", "bearer");

  private final TokenVerifier tokens;
  private final Grants grants;
  private final SessionCookie cookie;
  private final FrontDoor door;
  private final Tenants tenants;

  Authentication(
      TokenVerifier tokens, Grants grants, SessionCookie cookie, FrontDoor door, Tenants tenants) {
    this.tokens = tokens;
    this.grants = grants;
    this.cookie = cookie;
    this.door = door;
    this.tenants = tenants;
  }

  /// Who makes this request, on a route that is not open.
  static Principal principal(Context context) {
    Principal principal = context.attribute(PRINCIPAL);
    if (principal == null) {
      throw Problems.unauthorized();
    }
    return principal;
  }

  static Optional<Principal> known(Context context) {
    return Optional.ofNullable(context.attribute(PRINCIPAL));
  }

  void require(Context context, Set<? extends io.javalin.security.RouteRole> roles) {
    if (roles.contains(Access.OPEN)) {
      return;
    }
    refuseTokenInAddress(context);
    if (!roles.contains(Access.SIGN_IN)) {
      var principal =
          ticket(context, roles).or(() -> shown(context)).orElseThrow(Problems::unauthorized);
      context.attribute(PRINCIPAL, requireAdmin(context, principal));
      tenants.require(principal.tenant());
    }
  }

  /// Who a token or a session says this is; a write by session must come from our own page.
  Optional<Principal> shown(Context context) {
    var headers = Collections.list(context.req().getHeaders("Authorization"));
    return headers.isEmpty() ? bySession(context) : byToken(context);
  }

  Optional<Principal> byToken(Context context) {
    var headers = Collections.list(context.req().getHeaders("Authorization"));
    if (headers.size() != 1 || !headers.getFirst().regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    try {
      return Optional.of(tokens.verify(headers.getFirst().substring(7).strip()));
    } catch (InvalidTokenException e) {
      LOG.info("Refused a token from {}: {}", context.ip(), e.getMessage());
      return Optional.empty();
    }
  }

  Principal requireAdmin(Context context, Principal principal) {
    if (!principal.admin()) {
      LOG.warn(
          "User {} of tenant {} from {} is no admin and was refused {} {}",
          principal.user(),
          principal.tenant(),
          context.ip(),
          context.method(),
          context.path());
      throw Problems.forbidden("Admin access required");
    }
    return principal;
  }

  private Optional<Principal> bySession(Context context) {
    var principal = cookie.read(context).flatMap(grants::session);
    if (principal.isPresent() && FrontDoor.changes(context)) {
      door.requireSameSite(context);
    }
    return principal;
  }

  private Optional<Principal> ticket(
      Context context, Set<? extends io.javalin.security.RouteRole> roles) {
    return roles.contains(Access.STREAM)
        ? Optional.ofNullable(context.queryParam("ticket"))
            .flatMap(code -> grants.stream(code, context.pathParam("taskId")))
        : Optional.empty();
  }

  private static void refuseTokenInAddress(Context context) {
    for (var name : TOKEN_PARAMETERS) {
      if (context.queryParam(name) != null) {
        throw Problems.unauthorized();
      }
    }
  }
}
