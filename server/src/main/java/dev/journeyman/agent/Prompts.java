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

  private static final Pattern TAG =
      Pattern.compile(
          "<(?=/?(task|context|instructions|notes|diff|part)\\b)", Pattern.CASE_INSENSITIVE);

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

  /// Text of others between tags, of which it holds none.
  public static String data(String tag, String text) {
    return "<%s>\n%s\n</%s>".formatted(tag, untagged(text), tag);
  }

  /// Text of others for a place between tags. Tags of ours within it would end that place, or begin
  /// what only a person or the service says, so their first sign is another.
  public static String untagged(String text) {
    return TAG.matcher(text).replaceAll("\u2039");
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
