package dev.journeyman.task;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a task has used so far.
///
/// @param costUsd null as soon as one turn's price is unknown: a sum with a gap is no sum
/// @param active time in which the task was worked on
public record Spending(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    int turns,
    @Nullable BigDecimal costUsd,
    Duration active) {

  public static final Spending NONE = new Spending(0, 0, 0, 0, 0, BigDecimal.ZERO, Duration.ZERO);

  public long tokens() {
    return inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
  }

  /// Adds one turn.
  public Spending plus(
      long input, long output, long cacheRead, long cacheWrite, @Nullable BigDecimal cost) {
    return new Spending(
        inputTokens + input,
        outputTokens + output,
        cacheReadTokens + cacheRead,
        cacheWriteTokens + cacheWrite,
        turns + 1,
        costUsd == null || cost == null ? null : costUsd.add(cost),
        active);
  }

  public Spending plusActive(Duration more) {
    return new Spending(
        inputTokens,
        outputTokens,
        cacheReadTokens,
        cacheWriteTokens,
        turns,
        costUsd,
        active.plus(more));
  }
}
