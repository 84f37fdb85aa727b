package dev.journeyman.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

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

  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

  /// Of a header that is logged.
  private static final int SHOWN = 100;

  private final Site site;
  private final FewLines hosts = new FewLines();
  private final FewLines origins = new FewLines();

  FrontDoor(Site site) {
    this.site = site;
  }

  /// What every request gets, one that is refused too.
  void greet(Context context) {
    var id = requestId();
    context.header(REQUEST_ID, id);
    // Each request has a thread of its own; what it logs can be found by this.
    MDC.put("requestId", id);
    secure(context);
  }

  /// @throws ApiException if it is meant for another name, or comes from a page of another site
  void admit(Context context) {
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
      hosts.say(more -> refused(context, "host", host, more));
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
      origins.say(more -> refused(context, "origin", origin, more));
      throw Problems.forbidden(
          "Requests from that origin are refused; add it to CORS_ORIGINS if it is yours");
    }
  }

  private static void refused(Context context, String what, String said, String more) {
    LOG.warn(
        "Request {} {} {} from {} was refused for its {} '{}'{}",
        requestId(context),
        context.method(),
        shown(context.path()),
        context.ip(),
        what,
        shown(said),
        more);
  }

  /// A stranger wrote it: nothing in it may steer a terminal.
  private static String shown(String text) {
    var start = text.substring(0, Math.min(text.length(), SHOWN));
    return start.replaceAll("[^ -~]", "?");
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
      var said = "%s, %s".formatted(fetchSite, origin);
      origins.say(more -> refused(context, "Sec-Fetch-Site and origin", said, more));
      throw Problems.forbidden("A write with the session's cookie must come from the console");
    }
  }
}
