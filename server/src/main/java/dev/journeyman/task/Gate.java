package dev.journeyman.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between a verified change and its landing, as the repository's policy had it when
/// the change began to wait.
///
/// @param approvers how many different people have to approve
/// @param requesterMayApprove whether who asked for the task may be one of them
/// @param reasons why a person has to decide, in sentences
/// @param deadline when it is rejected unless somebody has decided; null for never
public record Gate(
    int approvers, boolean requesterMayApprove, List<String> reasons, @Nullable Instant deadline) {

  /// One person, anyone, at any time.
  public static final Gate USUAL = new Gate(1, true, List.of(), null);

  public Gate {
    reasons = List.copyOf(reasons);
  }

  public boolean expired(Instant now) {
    return deadline != null && !now.isBefore(deadline);
  }
}
