package dev.journeyman.repository;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who has to agree before a change lands.
///
/// @param approvers how many different people, at least 1
/// @param requesterMayApprove whether who asked for the task may be one of them
/// @param alwaysAsk patterns such as `migrations/**`; a change to such a path always waits for a
///     person, whatever the task says
/// @param maxChangedLines a larger change always waits for a person; null for any size
/// @param deadlineMinutes how long it waits before it is rejected; null for ever
public record ApprovalPolicy(
    int approvers,
    boolean requesterMayApprove,
    List<String> alwaysAsk,
    @Nullable Integer maxChangedLines,
    @Nullable Integer deadlineMinutes) {

  public static final ApprovalPolicy USUAL = new ApprovalPolicy(1, true, List.of(), null, null);

  public ApprovalPolicy {
    alwaysAsk = RepositoryConfiguration.copy(alwaysAsk);
  }

  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadlineMinutes).map(Duration::ofMinutes);
  }
}
