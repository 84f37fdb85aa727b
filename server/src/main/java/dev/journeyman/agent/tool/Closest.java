package dev.journeyman.agent.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The part of a file that is most like a text that was not found in it.
final class Closest {

  private static final int MOST_LINES = 10;
  private static final int MOST_FILE_LINES = 20_000;

  private Closest() {}

  /// A sentence with numbered lines, or nothing if no line is alike.
  static String region(String content, String old) {
    var lines = Lines.of(content);
    var wanted = Lines.of(old).stream().map(String::strip).filter(l -> l.length() > 1).toList();
    if (wanted.isEmpty() || lines.size() > MOST_FILE_LINES) {
      return advice("");
    }
    int size = Math.clamp(wanted.size(), 3, MOST_LINES);
    int best = best(lines, Set.copyOf(wanted), size);
    return best < 0
        ? advice("")
        : advice(
            " The most similar part is:\n"
                + Lines.numbered(lines, best + 1, Math.min(lines.size(), best + size)));
  }

  private static String advice(String region) {
    return region
        + (region.isEmpty() ? " " : "")
        + "Read the file again and copy the text from it.";
  }

  private static int best(List<String> lines, Set<String> wanted, int size) {
    var words = words(wanted);
    var scores = lines.stream().mapToInt(line -> score(line.strip(), wanted, words)).toArray();
    int best = -1;
    int most = 0;
    int score = 0;
    for (int end = 0; end < scores.length; end++) {
      score += scores[end] - (end >= size ? scores[end - size] : 0);
      if (score > most) {
        most = score;
        best = Math.max(0, end - size + 1);
      }
    }
    return best;
  }

  private static int score(String line, Set<String> wanted, Set<String> words) {
    if (wanted.contains(line)) {
      return 100;
    }
    long shared = words(Set.of(line)).stream().filter(words::contains).count();
    return (int) Math.min(50, 5 * shared);
  }

  private static Set<String> words(Set<String> lines) {
    return lines.stream()
        .flatMap(line -> Arrays.stream(line.split("\\W+")))
        .filter(word -> word.length() > 2)
        .collect(Collectors.toSet());
  }
}
