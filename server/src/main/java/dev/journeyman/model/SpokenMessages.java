package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Messages in the form that OpenTelemetry's conventions for GenAI give them.
final class SpokenMessages {

  private SpokenMessages() {}

  /// What a request says that those before it did not: what follows the last reply.
  static String newest(Request request) {
    var newest = new ArrayList<Message>();
    for (var message : request.messages().reversed()) {
      if (role(message).equals("assistant")) {
        break;
      }
      newest.addFirst(message);
    }
    return json(newest);
  }

  static String of(Reply reply) {
    return json(List.of(reply.message()));
  }

  private static String role(Message message) {
    return Json.read(message.json()).path("role").asText();
  }

  private static String json(List<Message> messages) {
    var all = Json.MAPPER.createArrayNode();
    messages.forEach(message -> write(Json.read(message.json()), all.addObject()));
    return Json.write(all);
  }

  private static void write(JsonNode message, ObjectNode to) {
    to.put("role", message.path("role").asText());
    var parts = to.putArray("parts");
    message.path("content").forEach(block -> part(block, parts));
  }

  private static void part(JsonNode block, ArrayNode parts) {
    var type = block.path("type").asText();
    var part = parts.addObject();
    switch (type) {
      case "text" -> part.put("type", "text").set("content", block.path("text"));
      case "thinking" -> part.put("type", "reasoning").set("content", block.path("thinking"));
      case "tool_use" ->
          part.put("type", "tool_call")
              .put("id", block.path("id").asText())
              .put("name", block.path("name").asText())
              .set("arguments", block.path("input"));
      case "tool_result" ->
          part.put("type", "tool_call_response")
              .put("id", block.path("tool_use_id").asText())
              .set("response", block.path("content"));
      default -> part.put("type", type);
    }
  }
}
