package dev.journeyman.model;

import java.util.ArrayList;
import java.util.List;

/// The events of a stream, as the API writes them.
final class Events {

  static final String START =
      """
      {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude-sonnet-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":3,"cache_creation_input_tokens":100,"cache_read_input_tokens":7,\
      "cache_creation":{"ephemeral_5m_input_tokens":60,"ephemeral_1h_input_tokens":40},\
      "output_tokens":1}}}""";
  static final String PING = "{\"type\":\"ping\"}";
  static final String STOP = "{\"type\":\"message_stop\"}";

  private Events() {}

  static String begin(int index, String block) {
    return "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}"
        .formatted(index, block);
  }

  static String beginText(int index) {
    return begin(index, "{\"type\":\"text\",\"text\":\"\"}");
  }

  static String beginTool(int index, String id, String name) {
    return begin(
        index,
        "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{},\"caller\":{\"type\":\"direct\"}}"
            .formatted(id, name));
  }

  static String delta(int index, String delta) {
    return "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":%s}".formatted(index, delta);
  }

  static String text(int index, String text) {
    return delta(
        index,
        Json.write(Json.MAPPER.createObjectNode().put("type", "text_delta").put("text", text)));
  }

  static String input(int index, String part) {
    var delta = Json.MAPPER.createObjectNode().put("type", "input_json_delta");
    return delta(index, Json.write(delta.put("partial_json", part)));
  }

  static String end(int index) {
    return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
  }

  static String stopping(String reason) {
    return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":89}}"
        .formatted(reason);
  }

  static RecordingServer.Answer saying(String text) {
    return RecordingServer.events(
        START, beginText(0), text(0, text), end(0), stopping("end_turn"), STOP);
  }

  /// A reply of these blocks, each already whole.
  static RecordingServer.Answer replying(String reason, String... between) {
    var events = new ArrayList<String>(List.of(START));
    events.addAll(List.of(between));
    events.add(stopping(reason));
    events.add(STOP);
    return RecordingServer.events(events.toArray(String[]::new));
  }
}
