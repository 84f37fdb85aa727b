package dev.journeyman.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// US dollars per million tokens, as they were on a day.
///
/// @param longPrompt other prices for requests with long prompts, where a model has them
public record Prices(
    BigDecimal input,
    BigDecimal output,
    BigDecimal cacheRead,
    BigDecimal cacheWriteFiveMinutes,
    BigDecimal cacheWriteOneHour,
    LocalDate asOf,
    Optional<LongPrompt> longPrompt) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /// Prices of a whole request whose prompt is longer than a bound.
  ///
  /// @param above tokens of the prompt: input, cache reads and cache writes together
  public record LongPrompt(long above, Prices prices) {}

  public Prices(
      BigDecimal input,
      BigDecimal output,
      BigDecimal cacheRead,
      BigDecimal cacheWriteFiveMinutes,
      BigDecimal cacheWriteOneHour,
      LocalDate asOf) {
    this(
        input, output, cacheRead, cacheWriteFiveMinutes, cacheWriteOneHour, asOf, Optional.empty());
  }

  /// What one reply with this usage costs in US dollars. Costs of several replies are added up as
  /// costs: the sum of their usages may cross the bound of long prompts, which none of them did.
  public BigDecimal costOf(Usage usage) {
    return longPrompt
        .filter(tier -> usage.promptTokens() > tier.above())
        .map(tier -> tier.prices().costOf(usage))
        .orElseGet(() -> sum(usage));
  }

  private BigDecimal sum(Usage usage) {
    return input
        .multiply(BigDecimal.valueOf(usage.inputTokens()))
        .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
        .add(cacheRead.multiply(BigDecimal.valueOf(usage.cacheReadTokens())))
        .add(cacheWriteFiveMinutes.multiply(BigDecimal.valueOf(usage.cacheWriteFiveMinuteTokens())))
        .add(cacheWriteOneHour.multiply(BigDecimal.valueOf(usage.cacheWriteOneHourTokens())))
        .divide(MILLION);
  }
}
