package dev.journeyman.pipeline;

import dev.journeyman.task.Plan;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import java.util.List;
import java.util.stream.Collectors;

/// Says where the execution of a plan stands.
final class PlanText {

  private static final int FIRST_PERCENT = 40;
  private static final int LAST_PERCENT = 80;

  private PlanText() {}

  /// Such as `Step 2 of 5: …`, or `Steps 2 and 3 of 5: …; …`.
  ///
  /// @param numbers of the steps that are worked on, from 1
  static String line(Plan plan, List<Integer> numbers) {
    var what =
        numbers.stream()
            .map(number -> plan.steps().get(number - 1))
            .map(Step::description)
            .collect(Collectors.joining("; "));
    return "%s of %d: %s".formatted(steps(numbers), plan.steps().size(), what);
  }

  /// Such as `Step 2`, or `Steps 2, 3 and 4`.
  static String steps(List<Integer> numbers) {
    var last = numbers.getLast();
    if (numbers.size() == 1) {
      return "Step " + last;
    }
    var others =
        numbers.subList(0, numbers.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "Steps %s and %d".formatted(others, last);
  }

  /// The task with another sentence about what happens now.
  static Task saying(Task task, String line) {
    var details = task.details();
    return task.with(details.with(new Progress(line, details.progress().percent())));
  }

  static int percent(Plan plan) {
    return FIRST_PERCENT + (LAST_PERCENT - FIRST_PERCENT) * plan.completed() / plan.agentSteps();
  }
}
