package dev.journeyman.task;

import java.util.OptionalLong;

/// What a worker is woken with. It is for the task as it was when the job was written: once
/// somebody else has taken it, there is nothing to do for this one.
///
/// @param job its name in the queue, the same when it is taken up again after a crash
/// @param epoch of the task when the job was written; empty in jobs of earlier versions, which take
///     the task whoever has it
public record Wake(TaskId task, String job, OptionalLong epoch) {}
