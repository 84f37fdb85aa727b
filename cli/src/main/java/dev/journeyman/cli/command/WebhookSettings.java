package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.cli.connection.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What can be said about a webhook.
final class WebhookSettings {

  @Option(
      names = "--event",
      paramLabel = "NAME",
      split = ",",
      description = "What to tell of, such as pending_approval,failed; all is everything.")
  private List<String> events = new ArrayList<>();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";

  /// Only what was said.
  ObjectNode json() {
    var body = Json.object();
    if (!events.isEmpty()) {
      var names = body.putArray("events");
      events.forEach(event -> names.add(full(event.strip())));
    }
    if (!description.isEmpty()) {
      body.put("description", description);
    }
    return body;
  }

  private static String full(String event) {
    return switch (event) {
      case "all", "*" -> "*";
      default -> event.contains(".") ? event : "task." + event;
    };
  }
}
