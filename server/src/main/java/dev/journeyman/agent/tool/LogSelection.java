package dev.journeyman.agent.tool;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which lines of a log are wanted.
///
/// @param since in the log's own time; zones are not looked at
record LogSelection(Optional<Pattern> filter, Optional<LocalDateTime> since, OptionalInt tail) {

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)");
  private static final int TIME_WITHIN = 60;

  static LogSelection of(Input input) {
    return new LogSelection(
        input.optionalText("filter").map(LogSelection::pattern),
        input.optionalText("since").map(LogSelection::since),
        input.number("tail"));
  }

  List<String> of(List<String> lines) {
    int from = tail.isPresent() ? Math.max(0, lines.size() - Math.max(1, tail.getAsInt())) : 0;
    long end = System.nanoTime() + LONGEST.toNanos();
    var found = new ArrayList<String>();
    boolean late = since.isEmpty();
    for (var line : lines.subList(from, lines.size())) {
      late = since.isEmpty() || time(line).map(at -> !at.isBefore(since.get())).orElse(late);
      if (late && matches(line, end)) {
        found.add(line);
      }
    }
    return found;
  }

  private boolean matches(String line, long end) {
    return filter.isEmpty() || filter.get().matcher(new TimedText(line, end)).find();
  }

  private static Optional<LocalDateTime> time(String line) {
    var start = line.substring(0, Math.min(line.length(), TIME_WITHIN));
    var match = TIME.matcher(start);
    try {
      return match.find()
          ? Optional.of(LocalDateTime.parse(match.group(1) + "T" + match.group(2)))
          : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static LocalDateTime since(String text) {
    return time(text)
        .orElseThrow(
            () ->
                new ToolFailure(
                    "`since` must be a time such as 2026-01-31T12:00:00, not `%s`."
                        .formatted(Cut.of(text, 100).text())));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new ToolFailure("`filter` is no regular expression: " + e.getDescription() + ".");
    }
  }
}
