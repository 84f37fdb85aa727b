package dev.journeyman.learning;

import dev.journeyman.task.Decision;
import dev.journeyman.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/// What one task taught.
///
/// @param patterns what worked and is worth doing again
/// @param improvements what to do better next time
/// @param timesUsed how many later tasks were given it
/// @param timesHelped how many of those landed
/// @param lift success rate of the tasks that were given it minus the rate of the others of the
///     same repository; empty while there are too few of either
/// @param disabled who withheld it from later tasks; empty while it is offered
public record Learning(
    UUID id,
    Instant timestamp,
    String taskText,
    TaskId task,
    String repository,
    boolean success,
    List<String> patterns,
    List<String> improvements,
    long timesUsed,
    long timesHelped,
    OptionalDouble lift,
    Optional<Decision> disabled) {}
