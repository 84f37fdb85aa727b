package dev.journeyman.task;

/// A worker's right to write to a task, until the epoch is raised by somebody else.
public record Claim(TaskId task, long epoch) {}
