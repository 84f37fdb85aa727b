package dev.journeyman.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The prompts, each a resource file with `{name}` for what is filled in.
public final class Prompts {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private Prompts() {}

  /// A prompt as it is written.
  public static String text(String name) {
    try (var stream = Prompts.class.getResourceAsStream("prompts/" + name + ".md")) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no prompt named " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the prompt " + name, e);
    }
  }

  /// A prompt with its places filled. What is filled in is not searched for places again.
  public static String fill(String name, Map<String, String> values) {
    return PLACE
        .matcher(text(name))
        .replaceAll(
            place -> {
              var value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "The prompt %s needs %s".formatted(name, place.group(1)));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
