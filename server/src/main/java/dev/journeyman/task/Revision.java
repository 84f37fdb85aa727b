package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// Where the work of a task is in git. Null until it is known.
///
/// @param branch the name of the task's own branch
/// @param start the commit of the target branch that the work began on
/// @param work the newest checkpoint of the agent's own line of work
/// @param base the commit of the target branch that the head was integrated with
/// @param head the commit that was or will be landed
/// @param tree the tree of head: what is approved
/// @param landing the commit that is being landed; equal to head once it is made
/// @param landed the commit that the target branch got
/// @param reverting the commit that is about to take it back
/// @param reverted the commit that took it back
/// @param landedOn what the branch was before `landed`; null where that is `base`
public record Revision(
    @Nullable String branch,
    @Nullable String start,
    @Nullable String work,
    @Nullable String base,
    @Nullable String head,
    @Nullable String tree,
    @Nullable String landing,
    @Nullable String landed,
    @Nullable String reverting,
    @Nullable String reverted,
    @Nullable String landedOn) {

  public static final Revision NONE =
      new Revision(null, null, null, null, null, null, null, null, null, null, null);

  public Revision started(String branchName, String commit) {
    return new Revision(
        branchName,
        commit,
        commit,
        base,
        head,
        tree,
        landing,
        landed,
        reverting,
        reverted,
        landedOn);
  }

  public Revision withWork(String commit) {
    return new Revision(
        branch, start, commit, base, head, tree, landing, landed, reverting, reverted, landedOn);
  }

  public Revision integrated(String newBase, String newHead, String newTree) {
    return new Revision(
        branch, start, work, newBase, newHead, newTree, null, landed, reverting, reverted,
        landedOn);
  }

  /// The commit with the approved tree that is about to land.
  public Revision toLand(String commit) {
    return new Revision(
        branch, start, work, base, commit, tree, commit, landed, reverting, reverted, landedOn);
  }

  public Revision withLanded(String commit) {
    return new Revision(
        branch, start, work, base, head, tree, landing, commit, reverting, reverted, landedOn);
  }

  /// @param before what the branch was before
  public Revision withLanded(String commit, String before) {
    return new Revision(
        branch, start, work, base, head, tree, landing, commit, reverting, reverted, before);
  }

  /// The commit on which `landed` came, as far as something has landed.
  public @Nullable String ground() {
    return landedOn == null ? base : landedOn;
  }

  public Revision toRevert(String commit) {
    return new Revision(
        branch, start, work, base, head, tree, landing, landed, commit, reverted, landedOn);
  }

  public Revision withReverted(String commit) {
    return new Revision(
        branch, start, work, base, head, tree, landing, landed, reverting, commit, landedOn);
  }
}
