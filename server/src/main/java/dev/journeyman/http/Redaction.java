package dev.journeyman.http;

import java.util.function.UnaryOperator;

/// Takes secrets out of what leaves the service.
///
/// @param views for what people see: also what only looks like a secret
/// @param files for what is used as it is, such as patches and records that are named by their
///     hash: only what is known to be one
public record Redaction(UnaryOperator<String> views, UnaryOperator<String> files) {}
