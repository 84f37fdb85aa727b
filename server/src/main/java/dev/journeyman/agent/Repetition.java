package dev.journeyman.agent;

import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/// Notices work that goes round in circles: the same call with the same result again and again
/// among the newest calls, or nothing but errors. Safe for use by many threads.
final class Repetition {

  private static final int WINDOW = 20;
  private static final int REMIND = 3;
  private static final int STOP = 6;
  private static final int REMIND_ERRORS = 6;
  private static final int STOP_ERRORS = 15;

  /// How long a command took, which is never the same twice.
  private static final Pattern TIME = Pattern.compile("\\b\\d+[.,]\\d s\\b");

  private final Deque<String> newest = new ArrayDeque<>();
  private int errors;

  /// Takes in one call with its result.
  ///
  /// @return what the model is to be told besides
  /// @throws PartFailedException if it has gone on for too long
  synchronized Optional<String> note(String name, String input, String result, boolean error) {
    int times = count(name + '\0' + input + '\0' + TIME.matcher(result).replaceAll(""));
    errors = error ? errors + 1 : 0;
    if (times >= STOP) {
      throw stuck(
          "The model made the same call of %s %d times with the same result"
              .formatted(name, times));
    }
    if (errors >= STOP_ERRORS) {
      throw stuck("The model's last %d tool calls all failed".formatted(errors));
    }
    return times >= REMIND
        ? Optional.of("This is call number %d like it with the same result.".formatted(times))
        : failing();
  }

  private Optional<String> failing() {
    return errors >= REMIND_ERRORS
        ? Optional.of(
            "The last %d calls all failed. Stop and think what they have in common."
                .formatted(errors))
        : Optional.empty();
  }

  private int count(String call) {
    newest.addLast(call);
    if (newest.size() > WINDOW) {
      newest.removeFirst();
    }
    return Collections.frequency(newest, call);
  }

  private static PartFailedException stuck(String what) {
    return new PartFailedException(
        new Failure(
            what,
            Category.MODEL,
            "Look at the task's events, then retry it with more context",
            true));
  }
}
