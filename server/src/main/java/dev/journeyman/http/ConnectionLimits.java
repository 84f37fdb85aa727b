package dev.journeyman.http;

/// What a connection may be like.
///
/// @param headerBytes request line and headers together
/// @param slowestBytesPerSecond a body that comes more slowly is given up
/// @param idleMillis a connection on which nothing comes for so long is closed
public record ConnectionLimits(int headerBytes, long slowestBytesPerSecond, long idleMillis) {

  public static final ConnectionLimits USUAL = new ConnectionLimits(16 << 10, 100, 30_000);
}
