package dev.journeyman.agent;

import dev.journeyman.model.ToolDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The id of everything that shapes the agent's work besides the task and its repository: prompts,
/// tools, submissions, and settings such as model, effort and limits.
public final class AgentVersion {

  private static final List<String> PROMPTS =
      List.of(
          "system",
          "review-system",
          "learn-system",
          "analyze",
          "plan",
          "recover",
          "execute",
          "findings",
          "summarize",
          "resume",
          "restored",
          "review",
          "learn",
          "plan-parallel",
          "fork",
          "joined",
          "again",
          "unbegun");

  private AgentVersion() {}

  /// Twelve hexadecimal digits; the same for the same parts.
  ///
  /// @param tools all there are, on offer or not
  /// @param settings what else is configured, in a fixed order
  public static String of(List<ToolDefinition> tools, List<String> settings) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      PROMPTS.forEach(name -> digest.update(bytes(List.of(Prompts.text(name)))));
      digest.update(bytes(Submissions.OF_AUTHOR));
      digest.update(bytes(List.of(Submissions.REVIEW, Submissions.LEARNINGS)));
      digest.update(bytes(tools));
      digest.update(bytes(settings));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(List<?> parts) {
    return parts.toString().getBytes(StandardCharsets.UTF_8);
  }
}
