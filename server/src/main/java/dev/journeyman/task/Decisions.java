package dev.journeyman.task;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people and the service decided about a task.
///
/// @param paused who paused it; null while it is not
/// @param gate what the change waits for; null until it first waited
public record Decisions(
    List<Approval> approvals,
    Map<Milestone, Decision> milestones,
    @Nullable Decision paused,
    @Nullable Gate gate) {

  public static final Decisions NONE = new Decisions(List.of(), Map.of(), null, null);

  public Decisions {
    approvals = List.copyOf(approvals);
    milestones = Map.copyOf(milestones);
  }

  public Optional<Decision> at(Milestone milestone) {
    return Optional.ofNullable(milestones.get(milestone));
  }

  public Decisions with(Milestone milestone, Decision decision) {
    var changed = new EnumMap<Milestone, Decision>(Milestone.class);
    changed.putAll(milestones);
    changed.put(milestone, decision);
    return new Decisions(approvals, changed, paused, gate);
  }

  public Decisions without(Milestone milestone) {
    var changed = new EnumMap<Milestone, Decision>(Milestone.class);
    changed.putAll(milestones);
    changed.remove(milestone);
    return new Decisions(approvals, changed, paused, gate);
  }

  public Decisions with(Approval approval) {
    var changed = new ArrayList<>(approvals);
    changed.add(approval);
    return new Decisions(changed, milestones, paused, gate);
  }

  public Decisions withPaused(@Nullable Decision decision) {
    return new Decisions(approvals, milestones, decision, gate);
  }

  public Decisions with(Gate changed) {
    return new Decisions(approvals, milestones, paused, changed);
  }

  /// Nothing stands in the way any more.
  public Decisions withoutGate() {
    return new Decisions(approvals, milestones, paused, null);
  }

  /// What the change waits for, or would.
  public Gate gateOrUsual() {
    return gate == null ? Gate.USUAL : gate;
  }
}
