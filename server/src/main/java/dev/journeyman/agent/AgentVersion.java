package dev.journeyman.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The id of everything that shapes the agent's work besides the task: prompts, submissions, model,
/// effort.
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
          "review",
          "learn");

  private AgentVersion() {}

  /// Twelve hexadecimal digits; the same for the same parts.
  public static String of(String model, String effort) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      PROMPTS.forEach(name -> digest.update(Prompts.text(name).getBytes(StandardCharsets.UTF_8)));
      digest.update(Submissions.OF_AUTHOR.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((model + '\n' + effort).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
