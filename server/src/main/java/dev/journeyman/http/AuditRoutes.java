package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.audit.AuditEntry;
import dev.journeyman.audit.AuditFilter;
import dev.journeyman.audit.AuditLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/// Shows, exports and proves the record of decisions and effects.
final class AuditRoutes implements Routes {

  private static final int EXPORT_PAGE = 500;

  private final AuditLog audit;
  private final Answers answers;

  AuditRoutes(AuditLog audit, Answers answers) {
    this.audit = audit;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/audit", this::list, Access.ADMIN);
    routes.get(BASE + "/audit/export", this::export, Access.ADMIN);
    routes.get(BASE + "/audit/verify", this::verify, Access.ADMIN);
  }

  private void list(Context context) {
    int limit = (int) Parameters.number(context, "limit", 50, 1, 500);
    var before =
        Parameters.text(context, "cursor").isPresent()
            ? OptionalLong.of(Parameters.number(context, "cursor", 0, 1, Long.MAX_VALUE))
            : OptionalLong.empty();
    var found = audit.list(filter(context), before, limit + 1);
    boolean more = found.size() > limit;
    var shown = more ? found.subList(0, limit) : found;
    var node = Json.object();
    var entries = node.putArray("entries");
    shown.forEach(entry -> entries.add(json(entry)));
    node.put("nextCursor", more ? Long.toString(shown.getLast().sequence()) : null);
    answers.json(context, 200, node);
  }

  /// All that match, newest first, one JSON object a line, page by page as they are read.
  private void export(Context context) {
    var filter = filter(context);
    context.contentType("application/x-ndjson");
    context.header("Content-Disposition", "attachment; filename=\"audit.ndjson\"");
    var page = audit.list(filter, OptionalLong.empty(), EXPORT_PAGE);
    try (var out = context.outputStream()) {
      while (!page.isEmpty()) {
        out.write(lines(page).getBytes(StandardCharsets.UTF_8));
        page = audit.list(filter, OptionalLong.of(page.getLast().sequence()), EXPORT_PAGE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The reader of the export has gone", e);
    }
  }

  private String lines(List<AuditEntry> entries) {
    var lines = new StringBuilder();
    entries.forEach(entry -> lines.append(answers.line(json(entry))).append('\n'));
    return lines.toString();
  }

  private static AuditFilter filter(Context context) {
    return new AuditFilter(
        Authentication.principal(context).tenant(),
        Parameters.text(context, "action"),
        Parameters.text(context, "actor"),
        Parameters.text(context, "subject"),
        Parameters.instant(context, "from"),
        Parameters.instant(context, "to"));
  }

  private static ObjectNode json(AuditEntry entry) {
    var node =
        Json.object()
            .put("id", Long.toString(entry.sequence()))
            .put("at", Json.instant(entry.at()))
            .put("actor", entry.actor())
            .put("address", entry.address())
            .put("action", entry.action())
            .put("subject", entry.subject());
    node.set("detail", entry.detail());
    return node.put("hash", entry.hash()).put("previousHash", entry.previousHash());
  }

  private void verify(Context context) {
    var broken = audit.firstBroken();
    var node =
        Json.object()
            .put("valid", broken.isEmpty())
            .put("firstBroken", broken.isPresent() ? Long.toString(broken.getAsLong()) : null);
    answers.json(context, 200, node);
  }
}
