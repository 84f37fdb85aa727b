package dev.journeyman.workspace;

import java.time.Instant;

/// A commit of a task's work, made by the service.
///
/// @param number the caller's; unique within the task, ascending
/// @param subject the first line of the commit's message
public record Checkpoint(int number, CommitId commit, TreeId tree, String subject, Instant at) {}
