package dev.journeyman.task;

/// The newest attempt to go on after a step could not be finished.
///
/// @param recoveryPlan what the model wants to do instead, or why it gave up
/// @param attempted how many times a new plan was asked for
public record Recovery(String recoveryPlan, int attempted) {}
