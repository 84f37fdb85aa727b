package dev.journeyman.pipeline;

import dev.journeyman.database.StoredJson;
import dev.journeyman.repository.ApprovalPolicy;
import dev.journeyman.task.Gate;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.FileChange;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what a verified change waits for: nobody, or people as the repository's policy has it.
final class Gates {

  private final Jobs jobs;
  private final Clock clock;

  Gates(Jobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /// The task, waiting for approval. To be called where it is changed, so that the job for its
  /// deadline is part of that.
  Task waiting(Task task, ApprovalPolicy policy, List<String> reasons, String line) {
    var deadline = policy.deadline().map(clock.instant()::plus);
    deadline.ifPresent(at -> jobs.remind(task.id(), at));
    var gate =
        new Gate(policy.approvers(), policy.requesterMayApprove(), reasons, deadline.orElse(null));
    var details = task.details();
    return task.with(details.with(details.decisions().without(Milestone.APPROVED).with(gate)))
        .become(TaskStatus.PENDING_APPROVAL, line);
  }

  /// Why a person has to decide, in sentences; empty if nobody has to.
  static List<String> reasons(Task task, ApprovalPolicy policy, Diff diff) {
    var reasons = new ArrayList<String>();
    if (task.request().requireApproval()) {
      reasons.add("The task asks for approval");
    }
    var result = task.details().verdict().result();
    var evidence = result == null ? null : result.verification();
    if (evidence == null) {
      reasons.add("Nothing was verified");
    } else {
      reasons.addAll(StoredJson.read(evidence.toString(), Evidence.class).doubts());
    }
    diff.files().stream()
        .filter(file -> guarded(policy, file.path()) || guarded(policy, file.oldPath()))
        .limit(10)
        .forEach(file -> reasons.add("The policy guards " + file.path()));
    if (diff.truncated()) {
      reasons.add("The change is too large to be looked at as a whole");
    }
    size(policy, diff).ifPresent(reasons::add);
    return reasons;
  }

  private static Optional<String> size(ApprovalPolicy policy, Diff diff) {
    int lines = diff.additions() + diff.deletions();
    if (policy.maxChangedLines() == null) {
      return Optional.empty();
    }
    if (lines > policy.maxChangedLines()) {
      return Optional.of(
          "%d lines are changed, and the policy lets %d through"
              .formatted(lines, policy.maxChangedLines()));
    }
    return diff.files().stream()
        .filter(FileChange::binary)
        .findFirst()
        .map(file -> "The policy limits changed lines, and %s has none".formatted(file.path()));
  }

  private static boolean guarded(ApprovalPolicy policy, String path) {
    return policy.alwaysAsk().stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        // So that `**/*.sql` means files at the root, too.
        .anyMatch(glob -> glob.matches(Path.of(path)) || glob.matches(Path.of("./" + path)));
  }
}
