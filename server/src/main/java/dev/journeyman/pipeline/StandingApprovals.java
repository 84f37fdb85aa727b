package dev.journeyman.pipeline;

import dev.journeyman.task.Approval;
import dev.journeyman.task.Task;
import java.util.List;
import java.util.Objects;

/// The approvals that count for what waits or lands now: those of the same tree, verified on the
/// same base with the same evidence, for the same branch. A tree that went away and came back needs
/// new ones: what was approved then was another change, or another proof. Pure.
public final class StandingApprovals {

  private StandingApprovals() {}

  public static List<Approval> of(Task task) {
    var revision = task.details().revision();
    var evidence = EvidenceStore.hashOf(task);
    return task.details().decisions().approvals().stream()
        .filter(approval -> approval.tree().equals(revision.tree()))
        .filter(approval -> approval.base().equals(revision.base()))
        .filter(approval -> Objects.equals(approval.evidence(), evidence))
        .filter(approval -> task.request().targetBranch().equals(approval.branch()))
        .toList();
  }
}
