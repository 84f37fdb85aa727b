package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/// What the model passed to a tool. Reading a part that is missing or of the wrong type is a
/// [ToolFailure] that names it.
record Input(JsonNode json) {

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new ToolFailure("`%s` (a string) is required.".formatted(name)));
  }

  Optional<String> optionalText(String name) {
    return part(name).map(value -> expect(value.isTextual(), value, name, "a string").textValue());
  }

  boolean flag(String name) {
    return part(name)
        .map(value -> expect(value.isBoolean(), value, name, "true or false").booleanValue())
        .orElse(false);
  }

  OptionalInt number(String name) {
    return part(name)
        .map(value -> expect(value.canConvertToInt(), value, name, "an integer").intValue())
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /// A number between bounds; one outside is brought to the nearest bound.
  int number(String name, int fallback, int least, int most) {
    return Math.clamp(number(name).orElse(fallback), least, most);
  }

  Optional<JsonNode> part(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  static JsonNode expect(boolean right, JsonNode value, String name, String expected) {
    if (!right) {
      throw new ToolFailure("`%s` must be %s, not %s.".formatted(name, expected, shown(value)));
    }
    return value;
  }

  private static String shown(JsonNode value) {
    var text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
