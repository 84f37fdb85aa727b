package dev.journeyman.http;

import dev.journeyman.http.StreamTopic.Wish;
import dev.journeyman.task.Retention;
import dev.journeyman.task.Task;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/// Streams of events, and the tickets for them.
final class StreamRoutes implements Routes {

  private static final long NOTHING_SEEN = -1;

  private final TaskLookup lookup;
  private final StreamHub hub;
  private final Grants grants;
  private final Retention retention;
  private final Answers answers;

  StreamRoutes(
      TaskLookup lookup, StreamHub hub, Grants grants, Retention retention, Answers answers) {
    this.retention = retention;
    this.lookup = lookup;
    this.hub = hub;
    this.grants = grants;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/stream/{taskId}", this::stream, Access.STREAM);
    routes.post(BASE + "/stream/{taskId}/ticket", this::ticket, Access.ADMIN);
    routes.get(BASE + "/events", this::feed, Access.ADMIN);
  }

  private void stream(Context context) {
    Task task = lookup.required(context);
    long after = lastEventId(context);
    if (task.status().terminal() && after == task.sequence()) {
      context.status(204);
      return;
    }
    if (HeadRequests.asked(context)) {
      context.contentType("text/event-stream");
      return;
    }
    boolean detailed = detailed(context);
    var wish =
        new Wish(
            detailed,
            after > task.sequence() ? NOTHING_SEEN : after,
            detailed ? retention.trimmedUntil(task.id()) : 0);
    hub.open(context, Authentication.principal(context), task.id(), wish);
  }

  private void feed(Context context) {
    if (HeadRequests.asked(context)) {
      context.contentType("text/event-stream");
      return;
    }
    hub.openFeed(context, Authentication.principal(context));
  }

  private void ticket(Context context) {
    var task = lookup.required(context);
    var ticket = grants.streamTicket(Authentication.principal(context), task.id().toString());
    var node =
        Json.object()
            .put("ticket", ticket.code())
            .put("streamEndpoint", ExecuteRoute.streamEndpoint(task) + "?ticket=" + ticket.code())
            .put("expiresAt", Json.instant(ticket.expiresAt()));
    answers.json(context, 201, node);
  }

  private static boolean detailed(Context context) {
    return switch (Parameters.text(context, "detail").orElse("task")) {
      case "task" -> false;
      case "full" -> true;
      default -> throw Problems.badField("detail", "detail must be task or full");
    };
  }

  /// An id that we did not hand out counts as none.
  private static long lastEventId(Context context) {
    try {
      return Optional.ofNullable(context.header("Last-Event-ID"))
          .or(() -> Optional.ofNullable(context.queryParam("lastEventId")))
          .map(Long::parseLong)
          .orElse(NOTHING_SEEN);
    } catch (NumberFormatException _) {
      return NOTHING_SEEN;
    }
  }
}
