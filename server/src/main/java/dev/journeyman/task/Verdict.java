package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// How a task ended, or stands before its approval.
public record Verdict(@Nullable Result result, @Nullable Failure failure) {

  public static final Verdict NONE = new Verdict(null, null);

  public Verdict with(Result changed) {
    return new Verdict(changed, failure);
  }

  /// Without what had failed before it went well.
  public Verdict settled() {
    return new Verdict(result, null);
  }

  public Verdict with(@Nullable Failure changed) {
    return new Verdict(result, changed);
  }
}
