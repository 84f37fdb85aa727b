package dev.journeyman.sandbox;

/// One request of a command to the world outside.
///
/// @param target host and port as asked for; written inside, so not to be trusted
/// @param refusal why it was refused; an empty text if it was let through
public record NetworkRequest(String target, String refusal) {

  private static final int LONGEST_TARGET = 300;

  public NetworkRequest {
    target = target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET);
  }

  public boolean allowed() {
    return refusal.isEmpty();
  }
}
