package dev.journeyman.simulator;

import java.util.List;

/// What one model accepts. The rows are in `models.yaml`.
///
/// @param window how many tokens a prompt may have
/// @param minimumCache the smallest prefix that is cached, in tokens
/// @param thinks whether it thinks when `thinking` is left out
/// @param display how it shows thinking when nothing is said about it
/// @param disabled whether `thinking.type.disabled` is accepted: `no`, `yes` or `up_to_high` effort
record ModelRules(
    String id,
    List<String> aliases,
    String name,
    String line,
    String lifecycle,
    String created,
    int window,
    int maxOutput,
    int minimumCache,
    boolean thinks,
    String display,
    boolean adaptive,
    String disabled,
    boolean enabled,
    boolean betweenTools,
    boolean forcedTools,
    boolean prefill,
    boolean effort,
    boolean systemRole,
    boolean compaction) {

  boolean isCalled(String model) {
    return id.equals(model) || aliases.contains(model);
  }

  boolean acceptsThinking(String type) {
    return switch (type) {
      case "adaptive" -> adaptive;
      case "disabled" -> !disabled.equals("no");
      case "enabled" -> enabled;
      case "between_tools" -> betweenTools;
      default -> false;
    };
  }
}
