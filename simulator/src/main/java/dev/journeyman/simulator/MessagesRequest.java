package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// A request whose headers, model and JSON are known; the other rules look at it.
///
/// @param version the date in `anthropic-version`
/// @param counting whether tokens are only to be counted
record MessagesRequest(
    ObjectNode body, ModelRules model, String version, Set<String> betas, boolean counting) {

  static final String COMPACTION = "compact-2026-09-04";
  static final String THINKING_BINDING = "thinking-binding-controls-2026-08-01";

  MessagesRequest {
    betas = Set.copyOf(betas);
  }

  List<JsonNode> messages() {
    return Json.items(body.path("messages"));
  }

  boolean has(String key) {
    return !body.path(key).isMissingNode() && !body.path(key).isNull();
  }

  boolean streams() {
    return body.path("stream").asBoolean();
  }

  boolean compacts() {
    return has("compaction");
  }

  /// The type of thinking asked for, empty if nothing is said about it.
  String thinking() {
    return body.path("thinking").path("type").asText();
  }

  boolean thinks() {
    return switch (thinking()) {
      case "" -> model.thinks();
      case "disabled" -> false;
      default -> true;
    };
  }

  boolean showsThinking() {
    return !body.path("thinking").path("display").asText(model.display()).equals("omitted");
  }

  boolean dropsUnboundThinking() {
    var binding = body.path("thinking").path("block_binding");
    return binding.path("prefix_mismatch_behavior").asText().equals("drop_block");
  }

  /// Without `stream`, so that both ways to ask give the same answer.
  String hash() {
    return Hash.of(Json.write(body.deepCopy().without("stream")));
  }
}
