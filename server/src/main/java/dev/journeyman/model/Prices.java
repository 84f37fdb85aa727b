package dev.journeyman.model;

import java.math.BigDecimal;
import java.time.LocalDate;

/// US dollars per million tokens, as they were on a day.
public record Prices(
    BigDecimal input,
    BigDecimal output,
    BigDecimal cacheRead,
    BigDecimal cacheWriteFiveMinutes,
    BigDecimal cacheWriteOneHour,
    LocalDate asOf) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /// What this usage costs in US dollars.
  public BigDecimal costOf(Usage usage) {
    return input
        .multiply(BigDecimal.valueOf(usage.inputTokens()))
        .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
        .add(cacheRead.multiply(BigDecimal.valueOf(usage.cacheReadTokens())))
        .add(cacheWriteFiveMinutes.multiply(BigDecimal.valueOf(usage.cacheWriteFiveMinuteTokens())))
        .add(cacheWriteOneHour.multiply(BigDecimal.valueOf(usage.cacheWriteOneHourTokens())))
        .divide(MILLION);
  }
}
