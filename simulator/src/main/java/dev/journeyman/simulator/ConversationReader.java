package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Walks once through the messages of a request. One instance reads one request.
final class ConversationReader {
  private static final Pattern STAGE = Pattern.compile("(?m)^#+ *Stage: *([\\w-]+)");
  private static final Pattern STEP = Pattern.compile("(?m)^\\W*Step (\\d+) of \\d+");

  private String stage = "";
  private int step;
  private int turn;
  private String task = "";
  private String text = "";
  private final Deque<String> results = new ArrayDeque<>();
  private final Deque<String> said = new ArrayDeque<>();

  private ConversationReader() {}

  static Conversation read(ObjectNode body) {
    var reader = new ConversationReader();
    body.path("messages").forEach(reader::message);
    return reader.done(tools(body));
  }

  static Set<String> tools(JsonNode body) {
    var names = new HashSet<String>();
    body.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  private Conversation done(Set<String> tools) {
    return new Conversation(
        stage, step, turn, task, text, List.copyOf(results), List.copyOf(said), tools);
  }

  private void message(JsonNode message) {
    switch (message.path("role").asText()) {
      case "user" -> user(message.path("content"));
      case "assistant" -> assistant(Json.blocks(message.path("content")));
      default -> {}
    }
  }

  private void user(JsonNode content) {
    for (var block : Json.blocks(content)) {
      if (Json.type(block).equals("tool_result")) {
        results.addFirst(Json.words(block.path("content")));
      }
    }
    var words = Json.words(content);
    if (!words.isBlank()) {
      words(words);
    }
  }

  private void words(String words) {
    task = task.isEmpty() ? words : task;
    text = words;
    int from = beginStage(words);
    var steps = STEP.matcher(words);
    if (steps.find(from) && Integer.parseInt(steps.group(1)) != step) {
      step = Integer.parseInt(steps.group(1));
      turn = 0;
    }
  }

  private int beginStage(String words) {
    var stages = STAGE.matcher(words);
    int end = 0;
    while (stages.find()) {
      stage = stages.group(1);
      step = 0;
      turn = 0;
      end = stages.end();
    }
    return end;
  }

  private void assistant(List<JsonNode> blocks) {
    if (!blocks.isEmpty() && Json.type(blocks.getFirst()).equals("compaction")) {
      words(blocks.getFirst().path("content").asText());
      turn = Summary.turns(text);
      return;
    }
    turn++;
    for (var block : blocks) {
      switch (Json.type(block)) {
        case "text" -> said.addFirst(block.path("text").asText());
        case "tool_use" -> said.addFirst(block.path("name").asText() + " " + block.path("input"));
        default -> {}
      }
    }
  }
}
