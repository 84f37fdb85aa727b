package dev.journeyman.task;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one model turn used.
///
/// @param costUsd null when the model's price is unknown
/// @param active the time since the turn before, tools included
public record TurnRecord(
    String model,
    String requestId,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    @Nullable BigDecimal costUsd,
    Duration active) {}
