package dev.journeyman.pipeline;

import dev.journeyman.github.GitHub;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import java.util.function.Supplier;

/// What a task offers on the host of its repository.
///
/// @param target the branch it is for
/// @param branch that holds what is offered
/// @param base the commit of the target branch that it was verified with
/// @param tree what it comes to
/// @param head makes the commit; asked once for each base and tree
/// @param text of the pull request
record Offer(
    Kind kind,
    BranchName target,
    BranchName branch,
    CommitId base,
    TreeId tree,
    Supplier<CommitId> head,
    GitHub.Text text) {}
