package dev.journeyman.workspace;

import java.time.Duration;

/// How much of a difference is computed and kept.
///
/// @param files entries that are listed
/// @param patchBytes of all patches together
/// @param filePatchCharacters of one file's patch
/// @param time for the patches; when it is over the files are listed without them
record DiffLimits(int files, int patchBytes, int filePatchCharacters, Duration time) {

  static DiffLimits standard() {
    return new DiffLimits(20_000, 16 * 1024 * 1024, 1024 * 1024, Duration.ofSeconds(60));
  }
}
