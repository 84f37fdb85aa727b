package dev.journeyman.sandbox;

import java.nio.file.Path;

/// One request of a command to the world outside.
///
/// @param workTree of the command that asked
/// @param target host and port as asked for; written inside, so not to be trusted
/// @param refusal why it was refused; an empty text if it was let through
public record NetworkRequest(Path workTree, String target, String refusal) {

  private static final int LONGEST_TARGET = 300;

  public NetworkRequest {
    target = target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET);
  }

  public boolean allowed() {
    return refusal.isEmpty();
  }
}
