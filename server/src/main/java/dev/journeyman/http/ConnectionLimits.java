package dev.journeyman.http;

/// What connections may be like, and how many.
///
/// @param headerBytes request line and headers together
/// @param headerMillis from the first byte of a request to the end of its headers
/// @param slowestBytesPerSecond a body that comes more slowly is given up
/// @param idleMillis a connection on which nothing comes for so long is closed
/// @param most open at once on a port; further ones wait until one is closed
public record ConnectionLimits(
    int headerBytes, long headerMillis, long slowestBytesPerSecond, long idleMillis, int most) {

  /// Room for all streams, and half as many others.
  public static final ConnectionLimits USUAL =
      new ConnectionLimits(16 << 10, 30_000, 100, 30_000, 30_000);
}
