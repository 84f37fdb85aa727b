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

  /// More than people and scripts that wait for their answers come to, and so little that one loop
  /// that ran wild leaves an instance to others; `docs/configuration.md` has what was measured.
  public static final RateLimits USUAL =
      new RateLimits(60_000, 6_000, 240_000, 24_000, 20_000, 10_000);

  long quota(boolean person, boolean write) {
    if (person) {
      return write ? writes : reads;
    }
    return write ? tenantWrites : tenantReads;
  }
}
