package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.audit.AuditEntry;
import dev.journeyman.audit.AuditFilter;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells who said what about which tree of a task, as the audit record has it.
public final class Reviews {

  private static final int MOST = 200;

  private static final Map<String, String> VERDICTS =
      Map.of(
          "task.approve", "approve",
          "task.reject", "reject",
          "task.request_changes", "request_changes",
          "task.comment", "comment");

  /// What a person said.
  ///
  /// @param verdict `approve`, `reject`, `request_changes` or `comment`
  /// @param tree what was looked at
  /// @param base the commit it was compared with
  public record Said(
      String by,
      Instant at,
      String verdict,
      Optional<String> tree,
      Optional<String> base,
      Optional<String> summary) {}

  private final AuditLog audit;

  public Reviews(AuditLog audit) {
    this.audit = audit;
  }

  /// The newest first, at most 200.
  public List<Said> of(Task task) {
    var filter =
        new AuditFilter(
            task.tenant(),
            Optional.of("task."),
            Optional.empty(),
            Optional.of(task.id().toString()),
            Optional.empty(),
            Optional.empty());
    return audit.list(filter, OptionalLong.empty(), MOST).stream()
        .filter(entry -> VERDICTS.containsKey(entry.action()))
        .map(Reviews::said)
        .toList();
  }

  private static Said said(AuditEntry entry) {
    return new Said(
        entry.actor(),
        entry.at(),
        VERDICTS.getOrDefault(entry.action(), "comment"),
        text(entry.detail(), "tree"),
        text(entry.detail(), "base"),
        text(entry.detail(), "reason"));
  }

  private static Optional<String> text(JsonNode detail, String name) {
    return Optional.ofNullable(detail.path(name).textValue()).filter(text -> !text.isEmpty());
  }
}
