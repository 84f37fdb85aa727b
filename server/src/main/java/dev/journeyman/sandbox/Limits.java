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
/// @param keptOutputBytes how much output is kept as head and tail
/// @param fullOutput whether a file keeps all of a longer one; whoever wants it deletes it
public record Limits(
    Duration timeout,
    long cpuSeconds,
    long memoryBytes,
    int processes,
    long fileBytes,
    long diskBytes,
    long temporaryBytes,
    int keptOutputBytes,
    boolean fullOutput) {

  private static final long MIB = 1024L * 1024;

  public Limits {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  public static Limits standard() {
    return new Limits(
        Duration.ofMinutes(2),
        3600,
        4096 * MIB,
        512,
        1024 * MIB,
        8192 * MIB,
        1024 * MIB,
        30_000,
        false);
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
        keptOutputBytes,
        fullOutput);
  }

  public Limits withKeptOutput(int bytes) {
    return new Limits(
        timeout,
        cpuSeconds,
        memoryBytes,
        processes,
        fileBytes,
        diskBytes,
        temporaryBytes,
        bytes,
        fullOutput);
  }

  public Limits withFullOutput() {
    return new Limits(
        timeout,
        cpuSeconds,
        memoryBytes,
        processes,
        fileBytes,
        diskBytes,
        temporaryBytes,
        keptOutputBytes,
        true);
  }
}
