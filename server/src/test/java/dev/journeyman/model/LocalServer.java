package dev.journeyman.model;

import static dev.journeyman.model.Events.begin;
import static dev.journeyman.model.Events.beginText;
import static dev.journeyman.model.Events.delta;
import static dev.journeyman.model.Events.end;
import static dev.journeyman.model.Events.input;
import static dev.journeyman.model.Events.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server that speaks the Messages API without its extras, as strictly as any of its kind: what
/// one of them refuses or does not know is refused here. It wants one call and then is done.
enum LocalServer {
  /// Opens the call on the index of thinking that it never closed, with the whole input at once.
  OLLAMA,
  /// Sends all input in one piece, and no stop sequence.
  LLAMA_CPP,
  /// Counts nothing, names errors its own way, and ends as OpenAI's streams do.
  VLLM,
  /// Does not stream.
  LM_STUDIO;

  private static final Set<String> FIELDS =
      Set.of("model", "max_tokens", "stream", "system", "tools", "messages");
  private static final String CALL =
      "{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"bash\",\"input\":{\"command\":\"ls\"}}";
  private static final String STOP = "{\"type\":\"message_stop\"}";

  /// Answers whatever the path and the body ask for.
  void answer(HttpExchange exchange, String body) throws IOException, InterruptedException {
    if (!exchange.getRequestURI().getPath().equals("/v1/messages")) {
      refused(404, "NotFoundError", "no such route").to(exchange);
      return;
    }
    var json = Json.read(body);
    var refusal = refusal(exchange, json);
    if (!refusal.isEmpty()) {
      refused(400, "BadRequestError", refusal).to(exchange);
    } else if (json.path("messages").toString().contains("tool_result")) {
      done().to(exchange);
    } else {
      call().to(exchange);
    }
  }

  private static String refusal(HttpExchange exchange, JsonNode body) {
    if (exchange.getRequestHeaders().containsKey("anthropic-beta")) {
      return "unknown beta";
    }
    if (exchange.getRequestHeaders().getFirst("authorization") == null) {
      return "no token";
    }
    for (var field : body.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        return "unknown field " + field.getKey();
      }
    }
    for (var tool : body.path("tools")) {
      if (!tool.path("input_schema").isObject() || tool.has("type") || tool.has("strict")) {
        return "tools: input_schema is required";
      }
    }
    for (var message : body.path("messages")) {
      if (!Set.of("user", "assistant").contains(message.path("role").asText())) {
        return "role " + message.path("role");
      }
    }
    return body.toString().contains("cache_control") || body.toString().contains("\"signature\"")
        ? "cache_control or signature"
        : "";
  }

  private static RecordingServer.Answer refused(int status, String type, String message) {
    return RecordingServer.status(
        status,
        Map.of(),
        "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message));
  }

  private RecordingServer.Answer call() {
    return switch (this) {
      case OLLAMA ->
          events(
              started("{\"input_tokens\":12,\"output_tokens\":0}"),
              begin(0, "{\"type\":\"thinking\",\"thinking\":\"\"}"),
              delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}"),
              begin(0, CALL),
              end(0),
              ended("tool_use", "{\"output_tokens\":5}"),
              STOP);
      case LLAMA_CPP ->
          events(
              started("{\"input_tokens\":2,\"cache_read_input_tokens\":10,\"output_tokens\":0}"),
              begin(0, CALL.replace("\"command\":\"ls\"", "")),
              input(0, "{\"command\":\"ls\"}"),
              end(0),
              ended("tool_use", "{\"output_tokens\":5}"),
              STOP);
      case VLLM ->
          events(
              "{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\",\"content\":[]}}",
              begin(0, CALL.replace("\"command\":\"ls\"", "")),
              input(0, "{\"command\": "),
              input(0, "\"ls\"}"),
              "{\"type\":\"message_delta\",\"delta\":{}}",
              STOP,
              "[DONE]");
      case LM_STUDIO -> whole(CALL, "tool_use");
    };
  }

  private RecordingServer.Answer done() {
    return this == LM_STUDIO
        ? whole("{\"type\":\"text\",\"text\":\"Done.\"}", "end_turn")
        : events(
            "{\"type\":\"message_start\",\"message\":{}}",
            beginText(0),
            text(0, "Done."),
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}",
            STOP);
  }

  private static String started(String usage) {
    return "{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\",\"usage\":%s}}"
        .formatted(usage);
  }

  private static String ended(String reason, String usage) {
    return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":%s}"
        .formatted(reason, usage);
  }

  private static RecordingServer.Answer whole(String block, String reason) {
    return RecordingServer.status(
        200,
        Map.of(),
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[%s],\"stop_reason\":\"%s\"}"
            .formatted(block, reason));
  }

  private static RecordingServer.Answer events(String... events) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      for (var event : List.of(events)) {
        exchange
            .getResponseBody()
            .write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}
