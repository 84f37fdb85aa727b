package dev.journeyman.http;

/// How much may be asked for: of one instance, or of all that share the limits.
///
/// @param reads per minute and person
/// @param writes per minute and person
/// @param tenantReads per minute, everybody of a tenant together
/// @param tenantWrites likewise
/// @param streams open at once on this instance, whoever reads them
/// @param personStreams of these, by one person
public record RateLimits(
    long reads, long writes, long tenantReads, long tenantWrites, int streams, int personStreams) {

  /// Far above what people and scripts do; they stop loops that ran wild.
  public static final RateLimits GENEROUS =
      new RateLimits(3_000_000, 60_000, 6_000_000, 120_000, 20_000, 10_000);

  long quota(boolean person, boolean write) {
    if (person) {
      return write ? writes : reads;
    }
    return write ? tenantWrites : tenantReads;
  }
}
