package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.Reply;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.Usage;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TurnRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of turns and tool calls, with texts cut to what a screen needs.
final class Turns {

  private static final int SHOWN = 2000;
  private static final int BEGINNING = 600;

  private Turns() {}

  static TaskEvent.Draft turn(String part, Reply reply) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("part", part);
    fields.put("text", cut(reply.text()));
    fields.put("thinking", cut(reply.thinking()));
    fields.put("toolCalls", reply.toolCalls().stream().map(ToolCall::name).toList());
    fields.put("model", reply.model());
    return TaskEvents.of(TaskEvent.Type.TURN, fields);
  }

  /// Everything that a reply tells: itself, what it used, and its calls, unless they are not run.
  ///
  /// @param limit a conversation of so many tokens is summarised
  static List<TaskEvent.Draft> reply(
      Part part, Reply reply, TurnRecord record, boolean run, long limit) {
    var events = new ArrayList<TaskEvent.Draft>();
    events.add(turn(part.name(), reply));
    var cost = record.costUsd() == null ? "unknown" : record.costUsd().toString();
    events.add(usage(part, reply, cost, limit));
    if (run) {
      reply.toolCalls().stream()
          .filter(call -> !ToolCalls.isSubmission(part, call))
          .map(call -> call(part.name(), call))
          .forEach(events::add);
    }
    return events;
  }

  static TurnRecord record(Reply reply, @Nullable BigDecimal cost, Duration active) {
    var usage = reply.usage();
    return new TurnRecord(
        reply.model(),
        reply.requestId(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        cost,
        active);
  }

  /// @param messages how many a summary now stands for
  static TaskEvent.Draft compaction(String part, int messages, boolean own, Usage usage) {
    return TaskEvents.of(
        TaskEvent.Type.COMPACTION,
        Map.of(
            "part",
            part,
            "messages",
            messages,
            "by",
            own ? "model" : "provider",
            "inputTokens",
            usage.promptTokens(),
            "outputTokens",
            usage.outputTokens()));
  }

  private static TaskEvent.Draft usage(Part part, Reply reply, String cost, long limit) {
    var usage = reply.usage();
    return TaskEvents.of(
        TaskEvent.Type.USAGE,
        Map.of(
            "part", part.name(),
            "contextTokens", usage.promptTokens() + usage.outputTokens(),
            "contextLimit", limit,
            "inputTokens", usage.inputTokens(),
            "outputTokens", usage.outputTokens(),
            "cacheReadTokens", usage.cacheReadTokens(),
            "cacheWriteTokens", usage.cacheWriteTokens(),
            "costUsd", cost));
  }

  static TaskEvent.Draft call(String part, ToolCall call) {
    return TaskEvents.of(
        TaskEvent.Type.TOOL_CALL,
        Map.of("part", part, "id", call.id(), "name", call.name(), "input", cut(input(call))));
  }

  static TaskEvent.Draft result(
      String part, ToolCall call, String text, boolean error, Duration took) {
    return TaskEvents.of(
        TaskEvent.Type.TOOL_RESULT,
        Map.of(
            "part", part,
            "id", call.id(),
            "name", call.name(),
            "error", error,
            "text", ends(text),
            "durationMs", took.toMillis()));
  }

  static TaskEvent.Draft retry(String part, int attempt, Duration wait, String reason) {
    return TaskEvents.of(
        TaskEvent.Type.RETRY,
        Map.of("part", part, "attempt", attempt, "waitMs", wait.toMillis(), "reason", cut(reason)));
  }

  static String input(ToolCall call) {
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode value) -> value.toString();
      case ToolCall.Input.Invalid(String raw, _) -> raw;
    };
  }

  /// Beginning and end: what a command says last is what most ask for, and how it ended.
  private static String ends(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int last = text.length() - SHOWN + BEGINNING;
    return "%s\n… (%,d characters are left out) …\n%s"
        .formatted(text.substring(0, BEGINNING), last - BEGINNING, text.substring(last));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
