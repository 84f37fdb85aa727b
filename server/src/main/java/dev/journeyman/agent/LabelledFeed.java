package dev.journeyman.agent;

import dev.journeyman.task.TaskId;
import java.util.EnumMap;
import java.util.Map;

/// Tells whole lines with a label before each, where several speak at once. The end of a text
/// without a line break is left to the event that tells of the whole. Safe for use by many threads.
final class LabelledFeed implements LiveFeed {

  private final LiveFeed live;
  private final String label;
  private final Map<Kind, StringBuilder> begun = new EnumMap<>(Kind.class);

  LabelledFeed(LiveFeed live, String label) {
    this.live = live;
    this.label = label;
  }

  @Override
  public synchronized void tell(TaskId task, Kind kind, String text) {
    var line = begun.computeIfAbsent(kind, _ -> new StringBuilder()).append(text);
    int end = line.lastIndexOf("\n");
    if (end >= 0) {
      var whole = line.substring(0, end).lines().map(one -> label + ": " + one + "\n");
      live.tell(task, kind, String.join("", whole.toList()));
      line.delete(0, end + 1);
    }
  }
}
