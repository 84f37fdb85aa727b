package dev.journeyman.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// When a rule applies: all that is given must hold.
///
/// @param results holds if any tool result of the conversation matches
/// @param said holds if anything the assistant wrote or called matches
/// @param tools must all be on offer
record Conditions(
    Optional<TextPattern> stage,
    Optional<Integer> step,
    Optional<Integer> turn,
    Optional<TextPattern> task,
    Optional<TextPattern> text,
    Optional<TextPattern> lastResult,
    Optional<TextPattern> results,
    Optional<TextPattern> said,
    List<String> tools) {

  Conditions {
    tools = List.copyOf(tools);
  }

  boolean hold(Conversation now) {
    return holds(stage, pattern -> pattern.in(now.stage()))
        && holds(step, number -> number == now.step())
        && holds(turn, number -> number == now.turn())
        && holds(task, pattern -> pattern.in(now.task()))
        && holds(text, pattern -> pattern.in(now.text()))
        && holds(lastResult, pattern -> pattern.in(now.lastResult()))
        && holds(results, pattern -> now.results().stream().anyMatch(pattern::in))
        && holds(said, pattern -> now.said().stream().anyMatch(pattern::in))
        && now.tools().containsAll(tools);
  }

  private static <T> boolean holds(Optional<T> wanted, Predicate<T> test) {
    return wanted.isEmpty() || test.test(wanted.get());
  }
}
