package dev.journeyman.http;

import java.time.Duration;

/// What a task gets when its request does not say.
public record Defaults(Duration timeout, String model, String effort) {}
