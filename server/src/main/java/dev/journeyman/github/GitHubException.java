package dev.journeyman.github;

import java.time.Duration;
import java.util.Optional;

/// GitHub did not do what it was asked to. The message says what happened, in a sentence.
public final class GitHubException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String remedy;
  private final boolean temporary;
  private final transient Optional<Duration> retryAfter;

  GitHubException(String message, String remedy) {
    this(message, remedy, false, Optional.empty());
  }

  private GitHubException(
      String message, String remedy, boolean temporary, Optional<Duration> retryAfter) {
    super(message);
    this.remedy = remedy;
    this.temporary = temporary;
    this.retryAfter = retryAfter;
  }

  /// One that goes away by itself.
  static GitHubException temporary(String message, Optional<Duration> retryAfter) {
    return new GitHubException(message, "It is tried again by itself.", true, retryAfter);
  }

  /// What a person can do, in a sentence.
  public String remedy() {
    return remedy;
  }

  /// Whether the same request may succeed later: no answer, an overload, a rate limit.
  public boolean temporary() {
    return temporary;
  }

  /// How long GitHub wants to be left alone; empty where it does not say.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter).flatMap(after -> after);
  }
}
