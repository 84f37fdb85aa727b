package dev.journeyman.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;

/// An event of a stream.
///
/// @param id of the event, by which a reader resumes; empty for one that is not stored
/// @param name empty for a snapshot of the task
/// @param line its data as it came, one line of JSON
public record ServerEvent(String id, String name, String line) {

  public static final String END = "end";

  /// A snapshot of the task.
  public boolean isTask() {
    return name.isEmpty() || isEnd();
  }

  public boolean isEnd() {
    return name.equals(END);
  }

  public JsonNode json() {
    return Json.parse(line);
  }
}
