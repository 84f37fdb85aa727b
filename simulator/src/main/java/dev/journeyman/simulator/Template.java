package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;

/// Fills `${result:REGEX}`, `${task:REGEX}` and `${text:REGEX}` with the first group (or all) of
/// what the pattern finds in the newest tool result that has it, in the first user message, or in
/// the newest one. `${result:REGEX ?? WORDS}` says WORDS when nothing is found, otherwise nothing.
record Template(Conversation conversation) {
  private static final Pattern START = Pattern.compile("\\$\\{(result|task|text):");

  JsonNode fill(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(fill(node.asText()));
    }
    if (node.isArray()) {
      return Json.array(Json.items(node).stream().map(this::fill).toList());
    }
    if (!node.isObject()) {
      return node;
    }
    var filled = Json.object();
    node.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
    return filled;
  }

  String fill(String text) {
    var filled = new StringBuilder();
    var start = START.matcher(text);
    int done = 0;
    while (start.find(done)) {
      int end = closing(text, start.end());
      filled.append(text, done, start.start());
      filled.append(found(sources(start.group(1)), text.substring(start.end(), end)));
      done = end + 1;
    }
    return filled.append(text.substring(done)).toString();
  }

  private List<String> sources(String name) {
    return switch (name) {
      case "result" -> conversation.results();
      case "task" -> List.of(conversation.task());
      default -> List.of(conversation.text());
    };
  }

  private static String found(List<String> sources, String expression) {
    int otherwise = expression.lastIndexOf(" ?? ");
    var regex = otherwise < 0 ? expression : expression.substring(0, otherwise);
    var pattern = Pattern.compile(regex);
    for (var source : sources) {
      var matcher = pattern.matcher(source);
      if (matcher.find()) {
        var group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return group == null ? "" : group;
      }
    }
    return otherwise < 0 ? "" : expression.substring(otherwise + " ?? ".length());
  }

  /// The brace that closes the one before `from`; a pattern may have balanced or escaped ones.
  private static int closing(String text, int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("A ${…} is not closed in: " + text);
  }
}
