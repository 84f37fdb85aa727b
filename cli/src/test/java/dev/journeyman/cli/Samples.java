package dev.journeyman.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Tasks and frames as the service sends them.
final class Samples {

  private Samples() {}

  static ObjectNode task(String status) {
    var task =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", "t")
            .put("task", "Write a note")
            .put("status", status)
            .put("progress", 100)
            .put("repository", "sample")
            .put("createdBy", "anna")
            .put("createdAt", "2026-11-23T04:00:00Z")
            .put("updatedAt", "2026-11-23T04:01:00Z")
            .put("tree", "1234abcd")
            .put("costUsd", 0.0387);
    task.putObject("usage").put("inputTokens", 1200).put("turns", 3);
    task.putArray("availableActions");
    return task;
  }

  static String snapshot(long id, ObjectNode task) {
    return "id: %d\ndata: %s\n\n".formatted(id, task);
  }

  static String end(long id, ObjectNode task) {
    return "id: %d\nevent: end\ndata: %s\n\n".formatted(id, task);
  }

  static String event(long id, String type, ObjectNode data) {
    var event =
        JsonNodeFactory.instance
            .objectNode()
            .put("seq", id)
            .put("type", type)
            .put("at", "2026-11-23T04:00:30Z");
    event.set("data", data);
    return "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, type, event);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
