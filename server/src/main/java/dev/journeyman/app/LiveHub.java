package dev.journeyman.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.journeyman.agent.LiveFeed;
import dev.journeyman.http.StreamHub;
import dev.journeyman.task.TaskId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hands what agents say and see on to the open streams of this instance.
final class LiveHub implements LiveFeed {

  private final List<StreamHub> hubs = new CopyOnWriteArrayList<>();

  void subscribe(StreamHub hub) {
    hubs.add(hub);
  }

  @Override
  public void tell(TaskId task, Kind kind, String text) {
    if (hubs.isEmpty()) {
      return;
    }
    var data = JsonNodeFactory.instance.objectNode().put("text", text);
    hubs.forEach(hub -> hub.passing(task, kind.name().toLowerCase(Locale.ROOT), data));
  }
}
