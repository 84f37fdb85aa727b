package dev.journeyman.agent;

import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What stands word for word after a conversation was summarised.
final class Standing {

  private Standing() {}

  static String text(Part part, Task task) {
    return Prompts.fill(
        "resume",
        Map.of(
            "task", task(part, task),
            "steps", steps(task),
            "part", part.opening(),
            "submission", part.submission().definition().name()));
  }

  /// Some parts begin with the task itself.
  private static String task(Part part, Task task) {
    var text = task.request().text();
    var context = task.request().context();
    return part.opening().contains(text)
        ? ""
        : "\n<task>\n%s\n</task>\n%s"
            .formatted(text, context == null ? "" : "\n<context>" + context + "</context>\n");
  }

  private static String steps(Task task) {
    var plan = task.details().work().plan();
    return plan == null || plan.completed() == plan.steps().size() ? "" : open(plan);
  }

  private static String open(Plan plan) {
    return IntStream.range(0, plan.steps().size())
        .filter(index -> plan.steps().get(index).status() != Step.Status.COMPLETED)
        .mapToObj(index -> step(index, plan.steps().get(index)))
        .collect(Collectors.joining("\n", "\nThe steps of the plan that are still open:\n", "\n"));
  }

  private static String step(int index, Step step) {
    return "%d. %s\n   Target: %s\n   Check: `%s`"
        .formatted(index + 1, step.description(), step.target(), step.check());
  }
}
