package dev.journeyman.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// What every request passes first, whoever makes it: a number for the log, headers that keep
/// browsers in line, and the refusal of other sites.
final class FrontDoor {

  static final String REQUEST_ID = "X-Request-Id";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Site site;

  FrontDoor(Site site) {
    this.site = site;
  }

  void admit(Context context) {
    context.header(REQUEST_ID, requestId());
    secure(context);
    requireOurHost(context);
    Optional.ofNullable(context.header("Origin"))
        .ifPresent(origin -> requireKnown(context, origin));
  }

  static boolean changes(Context context) {
    return !READING.contains(context.method());
  }

  /// Has to be unlike others, not hard to guess.
  private static String requestId() {
    var random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  static String requestId(Context context) {
    return Optional.ofNullable(context.res().getHeader(REQUEST_ID)).orElse("");
  }

  private void secure(Context context) {
    context
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (context.path().startsWith("/api/")) {
      context.header("Cache-Control", "no-store");
    }
    if (site.secure()) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /// A page of another site whose name was made to point here (DNS rebinding) still sends its own
  /// name.
  private void requireOurHost(Context context) {
    var host = Optional.ofNullable(context.header("Host")).orElse("");
    if (!site.answersAs(host)) {
      throw new ApiException(
          Problem.of(
              421,
              "misdirected",
              "Misdirected request",
              "This service does not answer under that name; add it to ALLOWED_HOSTS"));
    }
  }

  private void requireKnown(Context context, String origin) {
    if (site.mayCall(origin)) {
      allow(context, origin);
    } else if (changes(context) && !own(context, origin)) {
      throw Problems.forbidden(
          "Requests from that origin are refused; add it to CORS_ORIGINS if it is yours");
    }
  }

  private boolean own(Context context, String origin) {
    return site.own(origin, String.valueOf(context.header("Host")));
  }

  private static void allow(Context context, String origin) {
    context
        .header("Access-Control-Allow-Origin", origin)
        .header("Vary", "Origin")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header(
            "Access-Control-Expose-Headers",
            "Location, ETag, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replay, "
                + REQUEST_ID);
    if (context.method().equals(HandlerType.OPTIONS)) {
      context
          .header("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE")
          .header(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer,"
                  + " Last-Event-ID")
          .header("Access-Control-Max-Age", "600");
    }
  }

  /// A write by cookie must come from our own page.
  void requireSameSite(Context context) {
    var fetchSite = context.header("Sec-Fetch-Site");
    var origin = context.header("Origin");
    boolean ours =
        fetchSite != null
            ? fetchSite.equals("same-origin")
            : origin != null && own(context, origin);
    if (!ours) {
      throw Problems.forbidden("A write with the session's cookie must come from the console");
    }
  }
}
