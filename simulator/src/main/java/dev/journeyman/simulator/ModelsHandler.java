package dev.journeyman.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Answers `/v1/models` and `/v1/models/{id}`.
final class ModelsHandler {
  private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,4})");
  private static final Pattern AFTER = Pattern.compile("(?:^|&)after_id=([^&]+)");
  private final ModelTable models;

  ModelsHandler(ModelTable models) {
    this.models = models;
  }

  void answer(Exchange exchange, String path) throws IOException {
    exchange.requireMethod("GET");
    var id = path.substring("/v1/models".length());
    if (id.length() > 1) {
      exchange.send(200, ModelTable.shown(models.require(id.substring(1))));
    } else {
      list(exchange);
    }
  }

  private void list(Exchange exchange) throws IOException {
    var left = after(exchange.http().getRequestURI());
    var page = left.stream().limit(limit(exchange.http().getRequestURI())).toList();
    var body = Json.object();
    body.set("data", Json.array(page.stream().map(ModelTable::shown).toList()));
    body.put("has_more", page.size() < left.size());
    body.put("first_id", page.isEmpty() ? null : page.getFirst().id());
    body.put("last_id", page.isEmpty() ? null : page.getLast().id());
    exchange.send(200, body);
  }

  private List<ModelRules> after(URI uri) {
    var matcher = AFTER.matcher(query(uri));
    if (!matcher.find()) {
      return models.rows();
    }
    int index = models.rows().indexOf(models.require(matcher.group(1)));
    return models.rows().subList(index + 1, models.rows().size());
  }

  private static int limit(URI uri) {
    var matcher = LIMIT.matcher(query(uri));
    return matcher.find() ? Math.max(1, Integer.parseInt(matcher.group(1))) : 20;
  }

  private static String query(URI uri) {
    var query = uri.getQuery();
    return query == null ? "" : query;
  }
}
