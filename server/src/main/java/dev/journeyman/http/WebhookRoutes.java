package dev.journeyman.http;

import dev.journeyman.task.TimeOrderedId;
import dev.journeyman.webhook.Delivery;
import dev.journeyman.webhook.EventType;
import dev.journeyman.webhook.Webhook;
import dev.journeyman.webhook.Webhook.Wish;
import dev.journeyman.webhook.Webhooks;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Subscribes others to events, and shows and repeats what was sent to them.
final class WebhookRoutes implements Routes {

  private static final Set<String> FIELDS = Set.of("url", "events", "description", "enabled");
  private static final int LONGEST_URL = 2048;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int LONGEST_EVENT = 100;
  private static final String ONE = BASE + "/webhooks/{webhookId}";

  private final Webhooks webhooks;
  private final Answers answers;

  WebhookRoutes(Webhooks webhooks, Answers answers) {
    this.webhooks = webhooks;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/webhooks", this::list, Access.ADMIN);
    routes.post(BASE + "/webhooks", this::create, Access.ADMIN);
    routes.get(ONE, this::read, Access.ADMIN);
    routes.patch(ONE, this::change, Access.ADMIN);
    routes.delete(ONE, this::delete, Access.ADMIN);
    routes.post(ONE + "/secret", this::replaceSecret, Access.ADMIN);
    routes.post(ONE + "/test", this::test, Access.ADMIN);
    routes.get(ONE + "/deliveries", this::deliveries, Access.ADMIN);
    routes.post(ONE + "/deliveries/{deliveryId}/repeat", this::repeat, Access.ADMIN);
  }

  private void list(Context context) {
    var node = Json.object();
    var array = node.putArray("webhooks");
    webhooks
        .list(Authentication.principal(context).tenant())
        .forEach(webhook -> array.add(WebhookJson.of(webhook)));
    answers.json(context, 200, node);
  }

  private void create(Context context) {
    var body = JsonBody.required(context, FIELDS);
    var wish =
        new Wish(
            url(body).orElseThrow(() -> body.bad("url", "is required")),
            events(body).orElseThrow(() -> body.bad("events", "is required")),
            description(body).orElse(""),
            body.flag("enabled").orElse(true));
    var created = webhooks.create(TaskLookup.actor(context), wish);
    context.header("Location", BASE + "/webhooks/" + created.webhook().id());
    answers.json(context, 201, WebhookJson.of(created));
  }

  private void read(Context context) {
    answers.json(context, 200, WebhookJson.of(required(context)));
  }

  private void change(Context context) {
    var before = required(context);
    var body = JsonBody.required(context, FIELDS);
    var wish =
        new Wish(
            url(body).orElse(before.url()),
            events(body).orElse(before.events()),
            description(body).orElse(before.description()),
            body.flag("enabled").orElse(before.enabled()));
    var changed = webhooks.change(TaskLookup.actor(context), before, wish);
    answers.json(context, 200, WebhookJson.of(changed.orElseThrow(() -> unknown(context))));
  }

  private void delete(Context context) {
    webhooks.delete(TaskLookup.actor(context), required(context));
    context.status(204);
  }

  private void replaceSecret(Context context) {
    var replaced = webhooks.replaceSecret(TaskLookup.actor(context), required(context));
    answers.json(context, 200, WebhookJson.of(replaced.orElseThrow(() -> unknown(context))));
  }

  private void test(Context context) {
    var delivery = webhooks.ping(TaskLookup.actor(context), required(context));
    answers.json(context, 202, WebhookJson.of(delivery));
  }

  private void deliveries(Context context) {
    var webhook = required(context);
    int limit = (int) Parameters.number(context, "limit", 50, 1, 200);
    var cursor =
        Parameters.text(context, "cursor")
            .map(
                text ->
                    TimeOrderedId.parse(text)
                        .orElseThrow(
                            () ->
                                Problems.badField("cursor", "cursor is none that was handed out")));
    var found = webhooks.deliveries(webhook, state(context), cursor, limit + 1);
    boolean more = found.size() > limit;
    var shown = more ? found.subList(0, limit) : found;
    var node = Json.object();
    var array = node.putArray("deliveries");
    shown.forEach(delivery -> array.add(WebhookJson.of(delivery)));
    node.put("nextCursor", more ? shown.getLast().id().toString() : null);
    answers.json(context, 200, node);
  }

  private void repeat(Context context) {
    var webhook = required(context);
    var id = context.pathParam("deliveryId");
    var delivery =
        TimeOrderedId.parse(id)
            .flatMap(known -> webhooks.delivery(webhook, known))
            .orElseThrow(() -> Problems.notFound("There is no delivery " + id));
    var repeated = webhooks.repeat(TaskLookup.actor(context), webhook, delivery);
    answers.json(context, 202, WebhookJson.of(repeated));
  }

  private static Optional<Delivery.State> state(Context context) {
    return Parameters.text(context, "state")
        .map(
            text ->
                Delivery.State.parse(text)
                    .orElseThrow(
                        () ->
                            Problems.badField(
                                "state", "state must be pending, delivered or dead")));
  }

  private static Optional<String> url(JsonBody body) {
    return body.word("url", LONGEST_URL);
  }

  private static Optional<String> description(JsonBody body) {
    return body.text("description", LONGEST_DESCRIPTION);
  }

  private static Optional<List<String>> events(JsonBody body) {
    var names = EventType.names();
    var given =
        body.texts("events", names.size(), LONGEST_EVENT)
            .map(events -> events.stream().distinct().toList());
    given.ifPresent(
        events -> {
          if (events.isEmpty() || !names.containsAll(events)) {
            throw body.bad("events", "must be a list of some of " + names);
          }
        });
    return given;
  }

  private Webhook required(Context context) {
    return TimeOrderedId.parse(context.pathParam("webhookId"))
        .flatMap(id -> webhooks.find(Authentication.principal(context).tenant(), id))
        .orElseThrow(() -> unknown(context));
  }

  private static ApiException unknown(Context context) {
    return Problems.notFound("There is no webhook " + context.pathParam("webhookId"));
  }
}
