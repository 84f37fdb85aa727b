package dev.journeyman.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What all commands of the service may use together.
///
/// @param commands how many run at once; further ones wait their turn
/// @param jobsPerTask how many background jobs one task may have running
/// @param memoryBytes of all commands together; the largest is ended when it is passed
/// @param freeDiskBytes what must stay free where the work trees are; the command that writes most
///     is ended when it does not
/// @param files how many files a work tree may hold
/// @param fullOutputBytes how much of a command's output is kept in its full-text file
public record HostLimits(
    int commands,
    int jobsPerTask,
    long memoryBytes,
    long freeDiskBytes,
    long files,
    long fullOutputBytes) {

  private static final long MIB = 1024L * 1024;

  /// Three quarters of the host's memory, or of the container's, for all commands together.
  public static HostLimits standard() {
    return new HostLimits(64, 16, memory() / 4 * 3, 512 * MIB, 2_000_000, 64 * MIB);
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean host
        ? host.getTotalMemorySize()
        : 4096 * MIB;
  }
}
