package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a script says in one turn, before its `${…}` are filled in.
///
/// @param stop the stop reason; empty means `tool_use` if there are calls, else `end_turn`
/// @param usage numbers that replace the counted ones
record Answer(
    String thinking,
    String text,
    List<Call> calls,
    Optional<String> stop,
    Duration delay,
    Optional<Fault> fault,
    ObjectNode usage) {

  /// A call of a tool.
  record Call(String tool, JsonNode input) {}

  Answer {
    calls = List.copyOf(calls);
  }

  Answer withoutDelay() {
    return new Answer(thinking, text, calls, stop, Duration.ZERO, fault, usage);
  }

  /// This answer as it is said in a conversation.
  Answer filledFrom(Conversation conversation) {
    var template = new Template(conversation);
    return new Answer(
        template.fill(thinking),
        template.fill(text),
        calls.stream().map(call -> new Call(call.tool(), template.fill(call.input()))).toList(),
        stop,
        delay,
        fault,
        usage);
  }
}
