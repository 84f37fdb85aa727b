package dev.journeyman.agent.tool;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Whole lines of a file that say what the model wrote, but for white space at line ends,
/// typographic quotes, dashes and spaces, and an indentation that is the same amount off in every
/// line.
///
/// @param stretch the lines, with their last line end
/// @param shift what to do to the indentation of the new text
record LooseMatch(Replacement.Stretch stretch, Shift shift) {

  /// An indentation to add to each line, or to take away.
  record Shift(String added, String removed) {
    static final Shift NONE = new Shift("", "");

    boolean none() {
      return equals(NONE);
    }

    String on(String line) {
      if (line.isBlank()) {
        return line;
      }
      return added + (line.startsWith(removed) ? line.substring(removed.length()) : line);
    }
  }

  static List<LooseMatch> find(String content, String old) {
    var wanted = Lines.of(old);
    var starts = starts(content);
    var matches = new ArrayList<LooseMatch>();
    if (wanted.stream().allMatch(String::isBlank)) {
      return matches;
    }
    var lines = Lines.of(content).stream().map(Text::of).toList();
    var texts = wanted.stream().map(Text::of).toList();
    for (int i = 0; i + wanted.size() <= lines.size(); i++) {
      int first = i;
      var stretch = new Replacement.Stretch(starts.get(i), starts.get(i + wanted.size()));
      shift(lines.subList(first, first + wanted.size()), texts)
          .ifPresent(shift -> matches.add(new LooseMatch(stretch, shift)));
    }
    return matches;
  }

  String why() {
    var difference = "white space at line ends, quotes, dashes and kinds of spaces";
    return "old_str did not match exactly; the only lines that differ from it in no more than %s were replaced. Check them."
        .formatted(shift.none() ? difference : "indentation, " + difference);
  }

  String shifted(String fresh) {
    if (shift.none() || fresh.isEmpty()) {
      return fresh;
    }
    boolean ended = Eol.endsLine(fresh);
    return String.join("\n", Lines.of(fresh).stream().map(shift::on).toList())
        + (ended ? "\n" : "");
  }

  /// The new text with a line end wherever the replaced lines had one.
  String ended(String fresh, String content, String end) {
    boolean had = Eol.endsLine(content.substring(stretch.start(), stretch.end()));
    return had && !fresh.isEmpty() && !Eol.endsLine(fresh) ? fresh + end : fresh;
  }

  private static Optional<Shift> shift(List<Text> lines, List<Text> wanted) {
    var shift = Optional.<Shift>empty();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).plain().equals(wanted.get(i).plain())) {
        return Optional.empty();
      }
      if (wanted.get(i).plain().isEmpty()) {
        continue;
      }
      var here = between(wanted.get(i).indentation(), lines.get(i).indentation());
      if (here.isEmpty() || (shift.isPresent() && !shift.equals(here))) {
        return Optional.empty();
      }
      shift = here;
    }
    return shift;
  }

  private static Optional<Shift> between(String wanted, String present) {
    if (present.endsWith(wanted)) {
      return Optional.of(new Shift(present.substring(0, present.length() - wanted.length()), ""));
    }
    if (wanted.endsWith(present)) {
      return Optional.of(new Shift("", wanted.substring(0, wanted.length() - present.length())));
    }
    return Optional.empty();
  }

  /// A line as it is compared.
  private record Text(String indentation, String plain) {
    static Text of(String line) {
      int indented = line.length() - line.stripLeading().length();
      return new Text(line.substring(0, indented), LooseMatch.plain(line).strip());
    }
  }

  private static String plain(String line) {
    return Normalizer.normalize(line, Normalizer.Form.NFKC)
        .replaceAll("[\u2018\u2019\u201A\u201B]", "'")
        .replaceAll("[\u201C\u201D\u201E\u201F]", "\"")
        .replaceAll("[\u2010-\u2015\u2212]", "-")
        .replaceAll("\\p{Zs}", " ");
  }

  private static List<Integer> starts(String content) {
    var starts = new ArrayList<Integer>(List.of(0));
    IntStream.iterate(
            Eol.nextLine(content, 0), at -> at < content.length(), at -> Eol.nextLine(content, at))
        .forEach(starts::add);
    starts.add(content.length());
    return starts;
  }
}
