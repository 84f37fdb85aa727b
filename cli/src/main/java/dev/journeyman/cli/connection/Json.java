package dev.journeyman.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The one place that parses and writes JSON.
public final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// @throws CommandException if it is no JSON, which means that something else than the service
  ///     answered
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      throw new CommandException(
          ExitCode.FAILED, "The answer is no JSON. Does the address belong to Journeyman?");
    }
  }

  /// Over several lines, for people.
  public static String pretty(JsonNode json) {
    return json.toPrettyString();
  }
}
