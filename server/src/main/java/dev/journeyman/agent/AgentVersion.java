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

  /// What besides those is said where steps may be done at once.
  private static final List<String> PARALLEL_PROMPTS =
      List.of("plan-parallel", "fork", "joined", "again");

  private AgentVersion() {}

  /// Twelve hexadecimal digits; the same for the same parts.
  ///
  /// @param parallelSteps how many steps of a task may be done at once
  public static String of(String model, String effort, int parallelSteps) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      PROMPTS.forEach(name -> digest.update(bytes(Prompts.text(name))));
      digest.update(bytes(Submissions.OF_AUTHOR.toString()));
      digest.update(bytes(model + '\n' + effort));
      if (parallelSteps > 1) {
        PARALLEL_PROMPTS.forEach(name -> digest.update(bytes(Prompts.text(name))));
        digest.update(bytes("\nparallel " + parallelSteps));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
