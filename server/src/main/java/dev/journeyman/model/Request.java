package dev.journeyman.model;

import java.time.Duration;
import java.util.List;

/// One request. Model, effort, system and tools stay the same from the first request of a
/// conversation to the last, so that the provider's cache holds and signatures stay valid.
///
/// @param effort low, medium, high, xhigh or max; sent only to models that know it
/// @param system the system prompt
/// @param messages the whole conversation so far; only ever appended to
/// @param deadline how long the call may take, retries included
public record Request(
    String model,
    String effort,
    String system,
    List<ToolDefinition> tools,
    List<Message> messages,
    Duration deadline) {

  public Request {
    tools = List.copyOf(tools);
    messages = List.copyOf(messages);
  }
}
