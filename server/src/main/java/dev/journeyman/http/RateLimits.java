package dev.journeyman.http;

/// How much one person may ask for.
///
/// @param reads per minute and person
/// @param writes per minute and person
/// @param streams open at once on this instance, whoever reads them
public record RateLimits(long reads, long writes, int streams) {

  /// Far above what people and scripts do; they stop loops that ran wild.
  public static final RateLimits GENEROUS = new RateLimits(3_000_000, 60_000, 20_000);
}
