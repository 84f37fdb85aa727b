package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// A step that is worked on beside others, in a conversation and a tree of its own.
///
/// @param step its number, from 1
/// @param from the commit that its tree began with
/// @param commit what came of it; null until its check has passed
/// @param summary in the model's words; null until its check has passed
/// @param clash why it is to be done alone after all; null unless it is
/// @param unbegun whether nobody has worked on it, as it could get no tree
public record Fork(
    int step,
    String from,
    @Nullable String commit,
    @Nullable String summary,
    @Nullable String clash,
    boolean unbegun) {

  public static Fork begun(int step, String from) {
    return new Fork(step, from, null, null, null, false);
  }

  /// The same, with its check passed.
  public Fork finished(String newCommit, String newSummary) {
    return new Fork(step, from, newCommit, newSummary, null, false);
  }

  /// The same, to be done alone.
  public Fork clashed(String reason) {
    return new Fork(step, from, commit, summary, reason, unbegun);
  }

  /// The same, to be done alone because it has no place of its own.
  public Fork withoutTree(String reason) {
    return new Fork(step, from, null, null, reason, true);
  }

  /// Whether it is still worked on.
  boolean isOpen() {
    return commit == null && clash == null;
  }

  /// Whether it can be joined with the others' work.
  public boolean isFinished() {
    return commit != null && clash == null;
  }
}
