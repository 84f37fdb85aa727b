package dev.journeyman.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes what is sent: `{"type","timestamp","data"}` in one line, with secrets taken out, and
/// nothing in it that could end a script, a line or a string around it.
final class Bodies {

  private static final int LONGEST_TEXT = 200;
  private static final Pattern MISCHIEVOUS = Pattern.compile("[<>&\\u007f\\u2028\\u2029]");

  private final UnaryOperator<String> redaction;

  Bodies(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  String of(Task task) {
    var failure = task.details().verdict().failure();
    var data =
        StoredJson.object()
            .put("taskId", task.id().toString())
            .put("sequence", task.sequence())
            .put("status", task.status().wire())
            .put("task", text(task.request().text()))
            .put("repository", task.repositoryName())
            .put("targetBranch", task.request().targetBranch())
            .put("tree", task.details().revision().tree())
            .put("deployedCommit", task.details().revision().landed())
            .put("error", text(failure == null ? null : failure.message()))
            .put("createdBy", task.createdBy());
    return line(EventType.of(task.status()), task.updatedAt(), data);
  }

  String ping(UUID webhook, Instant now) {
    var data = StoredJson.object().put("webhookId", webhook.toString());
    return line(EventType.PING, now, data);
  }

  private String line(EventType type, Instant at, ObjectNode data) {
    var node =
        StoredJson.object()
            .put("type", type.wire())
            .put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    node.set("data", data);
    return harmless(redaction.apply(StoredJson.write(node)));
  }

  /// Secrets go before the text is cut: half of one would not be found.
  private @Nullable String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var shown = redaction.apply(text);
    return shown.codePointCount(0, shown.length()) <= LONGEST_TEXT
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
  }

  /// These stand only within strings, where JSON lets any character be written so.
  private static String harmless(String json) {
    return MISCHIEVOUS
        .matcher(json)
        .replaceAll(
            found -> Matcher.quoteReplacement("\\u%04x".formatted((int) found.group().charAt(0))));
  }
}
