package dev.journeyman.simulator;

import java.util.List;
import java.util.Optional;

/// One rule of a script: its replies are given one after the other within one occurrence of a
/// stage or step. When they are used up it no longer applies, unless it repeats the last one.
record Rule(Conditions conditions, List<Answer> replies, boolean repeat) {

  Rule {
    replies = List.copyOf(replies);
  }

  Optional<Answer> answer(Conversation conversation) {
    if (!conditions.hold(conversation)) {
      return Optional.empty();
    }
    int turn = conversation.turn() - conditions.turn().orElse(0);
    if (turn < replies.size()) {
      return Optional.of(replies.get(turn));
    }
    return repeat ? Optional.of(replies.getLast()) : Optional.empty();
  }

  Rule withoutDelays() {
    return new Rule(conditions, replies.stream().map(Answer::withoutDelay).toList(), repeat);
  }
}
