package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Reads what the model handed in. Nothing about its shape is taken for granted; every text is
/// bounded.
public final class Fields {

  private static final int LONGEST = 20_000;

  private Fields() {}

  /// The text of a field; empty if it is missing or something else.
  public static String text(JsonNode input, String field) {
    var value = input.path(field);
    return value.isTextual() ? cut(value.textValue().strip()) : "";
  }

  public static Optional<Integer> number(JsonNode input, String field) {
    var value = input.path(field);
    return value.canConvertToInt() && value.isIntegralNumber()
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  /// The texts of a list, blank ones left out; empty if it is no list.
  public static List<String> texts(JsonNode input, String field, int most) {
    var texts = new ArrayList<String>();
    for (var item : items(input, field, most)) {
      if (item.isTextual() && !item.textValue().isBlank()) {
        texts.add(cut(item.textValue().strip()));
      }
    }
    return texts;
  }

  /// The items of a list, at most `most` of them.
  public static List<JsonNode> items(JsonNode input, String field, int most) {
    var list = input.path(field);
    return list.isArray()
        ? StreamSupport.stream(list.spliterator(), false).limit(most).toList()
        : List.of();
  }

  private static String cut(String text) {
    return cut(text, LONGEST);
  }

  /// At most so many characters, and a sign that there were more; never half of one.
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
