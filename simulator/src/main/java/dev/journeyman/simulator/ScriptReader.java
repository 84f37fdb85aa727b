package dev.journeyman.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Reads scripts from YAML. Keys that it does not know and values of another kind are errors.
final class ScriptReader {
  private static final List<String> CONDITIONS =
      List.of("stage", "step", "turn", "task", "text", "lastResult", "results", "said", "tools");
  private static final List<String> ANSWER =
      List.of("thinking", "text", "calls", "stop", "delay", "fault", "usage");
  private static final List<String> RULE_WITH_REPLIES =
      Stream.concat(CONDITIONS.stream(), Stream.of("replies", "repeat")).toList();
  private static final List<String> RULE_WITH_ANSWER =
      Stream.of(CONDITIONS, List.of("repeat"), ANSWER).flatMap(List::stream).toList();

  private ScriptReader() {}

  static Script read(String yaml) {
    try {
      var root = Resources.YAML.readTree(yaml);
      Keys.check(root, List.of("name", "about", "window", "rules"), "a script");
      return new Script(rules(Keys.list(root, "rules")), window(root));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The script is no YAML: " + e.getMessage(), e);
    }
  }

  private static OptionalInt window(JsonNode root) {
    return root.has("window")
        ? OptionalInt.of((int) Keys.number(root, "window", 0))
        : OptionalInt.empty();
  }

  private static List<Rule> rules(List<JsonNode> nodes) {
    var rules = new ArrayList<Rule>();
    for (var node : nodes) {
      try {
        rules.add(rule(node));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "Rule %d of the script is wrong: %s".formatted(rules.size() + 1, e.getMessage()), e);
      }
    }
    return rules;
  }

  private static Rule rule(JsonNode node) {
    boolean many = node.has("replies");
    Keys.check(node, many ? RULE_WITH_REPLIES : RULE_WITH_ANSWER, "a rule");
    var replies = many ? Keys.list(node, "replies") : List.of(single(node));
    if (replies.isEmpty()) {
      throw new IllegalArgumentException("\"replies\" is empty");
    }
    boolean repeat = Keys.flag(node, "repeat", !many);
    return new Rule(
        conditions(node, many), replies.stream().map(ScriptReader::answer).toList(), repeat);
  }

  /// The answer of a rule without replies. There `text` is what is said, so a condition on the
  /// text needs `replies`.
  private static JsonNode single(JsonNode rule) {
    return ((ObjectNode) rule.deepCopy()).retain(ANSWER);
  }

  private static Conditions conditions(JsonNode node, boolean many) {
    return new Conditions(
        pattern(node, "stage"),
        number(node, "step"),
        number(node, "turn"),
        pattern(node, "task"),
        many ? pattern(node, "text") : Optional.empty(),
        pattern(node, "lastResult"),
        pattern(node, "results"),
        pattern(node, "said"),
        Keys.list(node, "tools").stream().map(JsonNode::asText).toList());
  }

  private static Answer answer(JsonNode node) {
    Keys.check(node, ANSWER, "a reply");
    return new Answer(
        Keys.text(node, "thinking"),
        Keys.text(node, "text"),
        Keys.list(node, "calls").stream().map(ScriptReader::call).toList(),
        text(node, "stop"),
        Duration.ofMillis(Keys.number(node, "delay", 0)),
        node.has("fault") ? Optional.of(FaultReader.read(node.path("fault"))) : Optional.empty(),
        usage(node));
  }

  private static ObjectNode usage(JsonNode node) {
    return switch (node.path("usage")) {
      case ObjectNode usage -> usage;
      case MissingNode _ -> Json.object();
      case JsonNode other -> throw Keys.wrong("usage", "counts by name", other);
    };
  }

  /// A call is `tool_name: {its: input}`, or the tool's name alone.
  private static Answer.Call call(JsonNode node) {
    if (node.isTextual()) {
      return new Answer.Call(node.asText(), Json.object());
    }
    if (node.size() != 1) {
      throw new IllegalArgumentException("a call is one tool's name with its input, not " + node);
    }
    var field = node.properties().iterator().next();
    return new Answer.Call(
        field.getKey(), field.getValue().isNull() ? Json.object() : field.getValue());
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.has(key) ? Optional.of(Keys.text(node, key)) : Optional.empty();
  }

  private static Optional<TextPattern> pattern(JsonNode node, String key) {
    return text(node, key).map(TextPattern::of);
  }

  private static Optional<Integer> number(JsonNode node, String key) {
    return node.has(key) ? Optional.of((int) Keys.number(node, key, 0)) : Optional.empty();
  }
}
