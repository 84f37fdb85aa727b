package dev.journeyman.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the body of a request. Stored messages go in as they are; cache breakpoints are laid
/// around them, or into a copy of one.
///
/// The order of fields never changes, and nothing that changes from turn to turn stands before the
/// messages.
record RequestJson(ModelProfile profile, boolean portable) {

  /// The provider looks this many blocks back from a breakpoint for something it has cached.
  private static final int LOOKBACK = 20;

  /// Room for tools and system prompt, in bytes.
  private static final int USUAL_PREFIX = 1 << 16;

  /// A field that only some requests have.
  private interface Extra {
    void to(JsonGenerator json) throws IOException;
  }

  byte[] reply(Request request, List<Message> messages) {
    return write(request, messages, json -> json.writeBooleanField("stream", true));
  }

  /// Not streamed: events would carry the summary without its signature.
  byte[] compaction(Request request, List<Message> messages, Optional<String> instructions) {
    return write(
        request,
        messages,
        json -> {
          json.writeObjectFieldStart("compaction");
          json.writeStringField("type", "summarize");
          if (instructions.isPresent()) {
            json.writeStringField("instructions", instructions.get());
          }
          json.writeEndObject();
        });
  }

  private byte[] write(Request request, List<Message> messages, Extra extra) {
    var out = new ByteArrayOutputStream(USUAL_PREFIX + length(messages));
    try (var json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      json.writeNumberField("max_tokens", profile.maxOutputTokens());
      extra.to(json);
      tools(json, request.tools());
      system(json, request.system());
      extras(json, request.effort());
      messages(json, out, portable ? messages : bridged(messages));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void tools(JsonGenerator json, List<ToolDefinition> tools) throws IOException {
    if (tools.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (var tool : tools) {
      json.writeStartObject();
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      json.writeFieldName("input_schema");
      json.writeRawValue(tool.inputSchema());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// The system prompt ends the part that whole tasks share: it is cached for an hour.
  private void system(JsonGenerator json, String system) throws IOException {
    if (system.isBlank()) {
      return;
    }
    json.writeArrayFieldStart("system");
    json.writeStartObject();
    json.writeStringField("type", "text");
    json.writeStringField("text", system);
    if (!portable) {
      json.writeFieldName("cache_control");
      json.writeRawValue("{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private void extras(JsonGenerator json, String effort) throws IOException {
    if (portable) {
      return;
    }
    if (profile.thinking() == ModelProfile.Thinking.ADAPTIVE) {
      json.writeFieldName("thinking");
      json.writeRawValue("{\"type\":\"adaptive\",\"display\":\"summarized\"}");
    }
    if (profile.effort() && !effort.isBlank()) {
      json.writeObjectFieldStart("output_config");
      json.writeStringField("effort", effort);
      json.writeEndObject();
    }
    json.writeFieldName("cache_control");
    json.writeRawValue("{\"type\":\"ephemeral\"}");
  }

  /// Past the generator, which would look at each character of what is JSON already.
  private static void messages(
      JsonGenerator json, ByteArrayOutputStream out, List<Message> messages) throws IOException {
    json.writeArrayFieldStart("messages");
    json.flush();
    for (int i = 0; i < messages.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(messages.get(i).json().getBytes(StandardCharsets.UTF_8));
    }
    json.writeEndArray();
  }

  private static int length(List<Message> messages) {
    return messages.stream().mapToInt(message -> message.json().length() + 1).sum();
  }

  /// The breakpoint at the tail finds the one before it only if it is near. After a turn of many
  /// blocks, the end of the last request is marked again.
  private static List<Message> bridged(List<Message> messages) {
    int before = messages.size();
    int blocks = 0;
    boolean reply = false;
    while (before > 0 && !reply) {
      var text = MessageText.of(messages.get(--before));
      blocks += text.blocks().size();
      reply = text.assistant();
    }
    if (before == 0 || blocks < LOOKBACK) {
      return messages;
    }
    var marked = new ArrayList<>(messages);
    marked.set(before - 1, MessageText.of(messages.get(before - 1)).lastBlockMarked().message());
    return marked;
  }
}
