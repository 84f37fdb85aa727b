package dev.journeyman.sandbox;

import java.time.Duration;

/// What one command may use.
///
/// @param timeout wall clock; the whole process tree is killed when it is over
/// @param cpuSeconds processor time of each process
/// @param memoryBytes data of each process, and of all together
/// @param processes how many may exist at once
/// @param fileBytes the largest file that can be written
/// @param diskBytes what the work tree may grow to
/// @param temporaryBytes size of a fresh `/tmp`
/// @param keptOutputBytes how much output is kept as head and tail; the rest goes to the full-text
///     file
public record Limits(
    Duration timeout,
    long cpuSeconds,
    long memoryBytes,
    int processes,
    long fileBytes,
    long diskBytes,
    long temporaryBytes,
    int keptOutputBytes) {

  private static final long MIB = 1024L * 1024;

  public Limits {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  public static Limits standard() {
    return new Limits(
        Duration.ofMinutes(2), 3600, 4096 * MIB, 512, 1024 * MIB, 8192 * MIB, 1024 * MIB, 30_000);
  }

  public Limits withTimeout(Duration changed) {
    return new Limits(
        changed,
        cpuSeconds,
        memoryBytes,
        processes,
        fileBytes,
        diskBytes,
        temporaryBytes,
        keptOutputBytes);
  }

  public Limits withKeptOutput(int bytes) {
    return new Limits(
        timeout, cpuSeconds, memoryBytes, processes, fileBytes, diskBytes, temporaryBytes, bytes);
  }
}
