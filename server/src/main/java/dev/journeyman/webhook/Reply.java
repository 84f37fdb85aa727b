package dev.journeyman.webhook;

import java.util.Optional;

/// What came of an attempt.
sealed interface Reply {

  /// The receiver answered.
  ///
  /// @param body how it began, as it came: it can hold secrets
  /// @param retryAfter the header, as it came
  record Answered(int status, String body, Optional<String> retryAfter) implements Reply {
    boolean accepted() {
      return status >= 200 && status < 300;
    }
  }

  /// It did not.
  ///
  /// @param reason a sentence for people, without secrets
  record Unanswered(String reason) implements Reply {}
}
