package dev.journeyman.task;

/// What a person sees first.
///
/// @param currentStep a sentence about what happens now
/// @param percent 0 to 100
public record Progress(String currentStep, int percent) {}
