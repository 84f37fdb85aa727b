package dev.journeyman.model;

/// Tokens of one reply, or the sum over many. The whole prompt is input + cache reads + cache
/// writes.
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteFiveMinuteTokens,
    long cacheWriteOneHourTokens) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public long cacheWriteTokens() {
    return cacheWriteFiveMinuteTokens + cacheWriteOneHourTokens;
  }

  public long promptTokens() {
    return inputTokens + cacheReadTokens + cacheWriteTokens();
  }

  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cacheReadTokens + other.cacheReadTokens,
        cacheWriteFiveMinuteTokens + other.cacheWriteFiveMinuteTokens,
        cacheWriteOneHourTokens + other.cacheWriteOneHourTokens);
  }
}
