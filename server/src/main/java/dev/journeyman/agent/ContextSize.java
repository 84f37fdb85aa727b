package dev.journeyman.agent;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.task.StoredSummary;
import dev.journeyman.task.TurnRecord;
import java.util.List;

/// How many tokens a conversation has: what the provider counted last, and an estimate of what came
/// since. Used by one thread.
final class ContextSize {

  private long counted;
  private int from;

  /// Takes what the provider counted for everything before a position, the reply included. A server
  /// that counts nothing changes nothing.
  void measured(int before, TurnRecord turn) {
    long prompt = turn.inputTokens() + turn.cacheReadTokens() + turn.cacheWriteTokens();
    if (prompt > 0) {
      counted = prompt + turn.outputTokens();
      from = before;
    }
  }

  void summarised(StoredSummary summary) {
    counted = Messages.estimatedTokens(summary.json());
    from = summary.until();
  }

  long of(List<Message> messages) {
    return counted
        + messages.subList(from, messages.size()).stream()
            .mapToLong(message -> Messages.estimatedTokens(message.json()))
            .sum();
  }
}
