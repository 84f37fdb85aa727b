package dev.journeyman.task;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one model turn used.
///
/// @param costUsd null when the model's price is unknown
public record TurnRecord(
    String model,
    String requestId,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    @Nullable BigDecimal costUsd) {}
