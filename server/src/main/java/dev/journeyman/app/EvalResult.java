package dev.journeyman.app;

import org.jspecify.annotations.Nullable;

/// What came of one instance; one line of `results.jsonl`.
///
/// @param status where the task came to rest; `error` if it did not get that far
/// @param resolved whether all tests passed that have to
/// @param costUsd null if the model's price is unknown
/// @param cacheReads of `promptTokens`, how many were read from the provider's cache
/// @param explanation what went wrong; empty if nothing did
record EvalResult(
    String instanceId,
    String status,
    boolean resolved,
    boolean failToPass,
    boolean passToPass,
    @Nullable Double costUsd,
    int turns,
    double seconds,
    long promptTokens,
    long cacheReads,
    long outputTokens,
    String explanation) {}
