package dev.journeyman.sandbox;

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

  public static HostLimits standard() {
    return new HostLimits(64, 16, 16 * 1024 * MIB, 512 * MIB, 2_000_000, 64 * MIB);
  }
}
