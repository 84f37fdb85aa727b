package dev.journeyman.task;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a task may spend; null means no limit of its own.
public record Budget(
    @Nullable BigDecimal maxCostUsd, @Nullable Long maxTokens, @Nullable Integer maxTurns) {

  public static final Budget NONE = new Budget(null, null, null);
}
