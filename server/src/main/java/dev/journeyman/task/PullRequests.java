package dev.journeyman.task;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pull requests of a task: that of its change, and that of the change's revert.
public record PullRequests(@Nullable PullRequest change, @Nullable PullRequest revert) {

  public static final PullRequests NONE = new PullRequests(null, null);

  /// What a pull request does to the target branch.
  public enum Kind {
    CHANGE,
    REVERT
  }

  public Optional<PullRequest> of(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case CHANGE -> change;
          case REVERT -> revert;
        });
  }

  public PullRequests with(Kind kind, PullRequest changed) {
    return switch (kind) {
      case CHANGE -> new PullRequests(changed, revert);
      case REVERT -> new PullRequests(change, changed);
    };
  }

  /// Whether something may be on the host that has to go when the task is over.
  public boolean leave() {
    return Stream.of(Kind.values())
        .flatMap(kind -> of(kind).stream())
        .anyMatch(PullRequest::leaves);
  }
}
