package dev.journeyman.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether traces are recorded, and how: the variables of OpenTelemetry, which its SDK reads.
/// Without any of them, none of its classes is loaded.
///
/// @param content whether what people and models say to each other is recorded, too
/// @param variables those that begin with `OTEL_`
public record TraceSettings(boolean on, boolean content, Map<String, String> variables) {

  public TraceSettings {
    variables = Map.copyOf(variables);
  }

  static TraceSettings from(Environment environment) {
    var variables = new HashMap<>(environment.variables());
    variables.values().removeIf(String::isBlank);
    variables.keySet().removeIf(name -> !name.startsWith("OTEL_"));
    boolean off =
        variables.isEmpty()
            || environment.flag("OTEL_SDK_DISABLED")
            || environment.text("OTEL_TRACES_EXPORTER", "otlp").equals("none");
    return new TraceSettings(!off, content(environment), variables);
  }

  /// The name is that of other libraries for GenAI, and so are the values.
  private static boolean content(Environment environment) {
    var name = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
    var text = environment.text(name, "false");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "span_only", "span_and_event" -> true;
      case "false", "no_content", "event_only" -> false;
      default -> throw Environment.invalid(name, text, "true or false");
    };
  }

  /// The headers that the receiver of traces wants to see.
  Set<String> secrets() {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("_HEADERS"))
        .flatMap(variable -> Arrays.stream(variable.getValue().split(",")))
        .map(header -> header.substring(header.indexOf('=') + 1).strip())
        .flatMap(value -> Stream.of(value, decoded(value)))
        .collect(Collectors.toSet());
  }

  /// The SDK says what is wrong with one that it cannot decode.
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return value;
    }
  }

  /// Names only: the values may be secret.
  @Override
  public String toString() {
    return "TraceSettings[on=%s, content=%s, variables=%s]"
        .formatted(on, content, variables.keySet());
  }
}
