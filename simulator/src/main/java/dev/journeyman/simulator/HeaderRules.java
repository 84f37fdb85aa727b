package dev.journeyman.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the headers must say. Any key is accepted, except one that contains `invalid`.
final class HeaderRules {
  private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", "2026-10-21");
  private static final Set<String> BETAS =
      Set.of(
          MessagesRequest.COMPACTION,
          MessagesRequest.THINKING_BINDING,
          "compact-2026-01-12",
          "context-management-2025-06-27",
          "fast-mode-2026-02-01",
          "fine-grained-tool-streaming-2025-05-14",
          "inline-tools-2026-09-15",
          "interleaved-thinking-2025-05-14",
          "message-threads-2026-08-12",
          "mid-conversation-output-config-2026-07-01",
          "mid-conversation-system-clear-at-2026-08-21",
          "mid-conversation-tool-changes-2026-07-01",
          "server-side-fallback-2026-07-01",
          "task-budgets-2026-03-13",
          "thinking-display-updates-2026-08-18");

  private HeaderRules() {}

  static void check(Map<String, String> headers) {
    checkCredentials(headers);
    var version = headers.getOrDefault("anthropic-version", "");
    ApiError.invalidIf(version.isEmpty(), "anthropic-version: header is required");
    ApiError.invalidIf(
        !VERSIONS.contains(version),
        "anthropic-version: \"%s\" is not a valid version".formatted(version));
    for (var beta : betas(headers)) {
      ApiError.invalidIf(
          !BETAS.contains(beta),
          "Unexpected value(s) `%s` for the `anthropic-beta` header.".formatted(beta));
    }
  }

  static Set<String> betas(Map<String, String> headers) {
    return Arrays.stream(headers.getOrDefault("anthropic-beta", "").split(","))
        .map(String::strip)
        .filter(beta -> !beta.isEmpty())
        .collect(Collectors.toSet());
  }

  /// `x-api-key` wins if both are there.
  private static void checkCredentials(Map<String, String> headers) {
    var key = headers.get("x-api-key");
    if (key != null) {
      refuseIf(key.isBlank() || key.contains("invalid"), "invalid x-api-key");
      return;
    }
    var bearer = headers.get("authorization");
    refuseIf(bearer == null, "x-api-key header is required");
    refuseIf(!isGood(bearer == null ? "" : bearer), "Invalid bearer token");
  }

  private static boolean isGood(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
        && !authorization.substring("bearer ".length()).isBlank()
        && !authorization.contains("invalid");
  }

  private static void refuseIf(boolean wrong, String message) {
    if (wrong) {
      throw ApiError.of(401, "authentication_error", message);
    }
  }
}
