package dev.journeyman.model;

import java.time.Duration;
import java.util.Optional;

/// Why an attempt failed, and what can be done about it.
///
/// @param reason what happened, for people
/// @param pause how long the server asks to wait
record Failure(Remedy remedy, String reason, Optional<Duration> pause, Throwable cause) {

  enum Remedy {
    /// The same again, later.
    RETRY,
    /// Again, once, without the thinking of earlier replies.
    STRIP_THINKING,
    /// Key, permission or money: a person has to act.
    ASK_OPERATOR,
    /// The conversation has to become shorter.
    SHORTEN,
    /// The server is in trouble and says that trying again now would not help.
    GIVE_UP_FOR_NOW,
    /// The request is wrong; the same again would fail again.
    GIVE_UP
  }

  static Failure retry(String reason, Throwable cause) {
    return new Failure(Remedy.RETRY, reason, Optional.empty(), cause);
  }

  /// The same failure for somebody who called.
  ///
  /// @param late whether another attempt was left out because of the deadline
  ModelException toException(String after, boolean late) {
    return switch (remedy) {
      case ASK_OPERATOR ->
          new ModelException.AccessDenied(
              reason + after + ". Check the key, its permissions and the account's balance.",
              cause);
      case SHORTEN ->
          new ModelException.ContextFull(
              reason + after + ". The conversation has to be compacted.", cause);
      case RETRY, GIVE_UP_FOR_NOW ->
          new ModelException.Unreachable(
              reason + after + ". The task can be resumed when the provider answers again.",
              cause,
              late);
      case STRIP_THINKING, GIVE_UP -> new ModelException.Rejected(reason + after, cause);
    };
  }
}
