package dev.journeyman.simulator;

import java.util.List;
import java.util.Set;

/// What a request tells about where its conversation stands. Nothing else is remembered, so the
/// same request gets the same answer from a simulator that was started a moment ago.
///
/// @param stage the newest `# Stage: NAME` in a user text, empty if there was none
/// @param step the number in the newest `Step N of M` since then, 0 if there was none
/// @param turn how many assistant turns there were since the stage or the step began
/// @param task the text of the first user message
/// @param text the newest user text
/// @param results what tools answered, newest first
/// @param said what the assistant wrote and called, newest first
/// @param tools the names of the tools on offer
record Conversation(
    String stage,
    int step,
    int turn,
    String task,
    String text,
    List<String> results,
    List<String> said,
    Set<String> tools) {

  Conversation {
    results = List.copyOf(results);
    said = List.copyOf(said);
    tools = Set.copyOf(tools);
  }

  String lastResult() {
    return results.isEmpty() ? "" : results.getFirst();
  }

  /// The same for every request that asks for the same reply, also when a reply that cannot be sent
  /// back, such as an empty one, led to another try with other words.
  String place() {
    return Hash.of(task, stage, Integer.toString(step), Integer.toString(turn));
  }
}
