package dev.journeyman.simulator;

import java.util.regex.Pattern;

/// The summary that stands for a compacted conversation. It repeats the task and says where the
/// stage stands, so that a script goes on after it as if nothing had been taken away.
final class Summary {
  private static final Pattern TURNS = Pattern.compile("(?m)^Turns so far: (\\d+)$");

  private Summary() {}

  static String of(Conversation conversation) {
    var summary = new StringBuilder(conversation.task()).append("\n\n");
    if (!conversation.stage().isEmpty()) {
      summary.append("# Stage: ").append(conversation.stage()).append('\n');
    }
    if (conversation.step() > 0) {
      summary.append("Step %1$d of %1$d\n".formatted(conversation.step()));
    }
    return summary.append("Turns so far: ").append(conversation.turn()).append('\n').toString();
  }

  static int turns(String summary) {
    var matcher = TURNS.matcher(summary);
    int turns = 0;
    while (matcher.find()) {
      turns = Integer.parseInt(matcher.group(1));
    }
    return turns;
  }
}
