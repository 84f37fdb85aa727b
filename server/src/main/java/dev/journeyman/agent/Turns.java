package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.Reply;
import dev.journeyman.model.ToolCall;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The events of turns and tool calls, with texts cut to what a screen needs.
final class Turns {

  private static final int SHOWN = 2000;

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

  static TaskEvent.Draft usage(Reply reply, String cost) {
    var usage = reply.usage();
    return TaskEvents.of(
        TaskEvent.Type.USAGE,
        Map.of(
            "inputTokens", usage.inputTokens(),
            "outputTokens", usage.outputTokens(),
            "cacheReadTokens", usage.cacheReadTokens(),
            "cacheWriteTokens", usage.cacheWriteTokens(),
            "costUsd", cost));
  }

  static TaskEvent.Draft call(ToolCall call) {
    return TaskEvents.of(
        TaskEvent.Type.TOOL_CALL,
        Map.of("id", call.id(), "name", call.name(), "input", cut(input(call))));
  }

  static TaskEvent.Draft result(ToolCall call, String text, boolean error, Duration took) {
    return TaskEvents.of(
        TaskEvent.Type.TOOL_RESULT,
        Map.of(
            "id", call.id(),
            "name", call.name(),
            "error", error,
            "text", cut(text),
            "durationMs", took.toMillis()));
  }

  static TaskEvent.Draft retry(int attempt, Duration wait, String reason) {
    return TaskEvents.of(
        TaskEvent.Type.RETRY,
        Map.of("attempt", attempt, "waitMs", wait.toMillis(), "reason", cut(reason)));
  }

  static String input(ToolCall call) {
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode value) -> value.toString();
      case ToolCall.Input.Invalid(String raw, _) -> raw;
    };
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
