package dev.journeyman.http;

import java.time.Instant;

/// What an opaque code stands for. Only the code's hash is kept.
///
/// @param purpose what it may be used for: a session, a sign-in, or the stream of one task
/// @param firstUseBy after this it is worth nothing unless it was used before
/// @param expiresAt after this it is worth nothing
public record Grant(
    Purpose purpose, String subject, Principal principal, Instant firstUseBy, Instant expiresAt) {

  /// What a code is for; a code for one is worth nothing for another.
  public enum Purpose {
    SESSION,
    SIGN_IN,
    STREAM
  }

  boolean usable(Instant now) {
    return now.isBefore(firstUseBy) && now.isBefore(expiresAt);
  }

  /// The same, used once and so good until its end.
  Grant used() {
    return new Grant(purpose, subject, principal, expiresAt, expiresAt);
  }
}
