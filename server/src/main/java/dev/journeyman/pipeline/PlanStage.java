package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.agent.tool.ToolBox;
import dev.journeyman.task.Counted;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Recovery;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Planning: the model commits to steps, each with a check that the service can run; or, after a
/// step that could not be finished, to other steps for what is left.
record PlanStage(Author author) implements Stage {

  private static final int MAX_STEPS = 30;

  @Override
  public void run(Shift shift) throws InterruptedException {
    var recovery = shift.task().details().work().recovery();
    if (recovery == null) {
      author.work(
          shift,
          "plan",
          Prompts.text("plan") + more(shift),
          Submissions.PLAN,
          false,
          in -> judge(shift, in, true));
    } else {
      author.work(
          shift,
          "recover/" + recovery.attempted(),
          recover(shift.task(), recovery) + more(shift),
          Submissions.PLAN,
          false,
          in -> judge(shift, in, false));
    }
  }

  /// How plans have to be cut where steps may be done at once.
  private static String more(Shift shift) {
    return shift.task().details().work().parallel().allowed()
        ? "\n\n" + Prompts.text("plan-parallel")
        : "";
  }

  private static String recover(Task task, Recovery recovery) {
    var plan = Optional.ofNullable(task.details().work().plan());
    int number = plan.map(p -> p.completed() + 1).orElse(1);
    return Prompts.fill(
        "recover", Map.of("number", Integer.toString(number), "reason", recovery.reason()));
  }

  private static Judgement judge(Shift shift, JsonNode input, boolean first) {
    var steps = Fields.items(input, "steps", MAX_STEPS).stream().map(PlanStage::step).toList();
    var problem = problem(steps).or(() -> deploymentProblem(shift, steps));
    if (problem.isPresent()) {
      return new Judgement.Refused(problem.get());
    }
    if (first) {
      shift.restart();
    }
    return new Judgement.Accepted(
        "The plan stands. Files can be changed from now on; the tree is as it was before you explored.",
        task -> planned(task, steps, input),
        List.of());
  }

  private static Task planned(Task task, List<Step> steps, JsonNode input) {
    var work = task.details().work();
    var all = new ArrayList<Step>();
    if (work.plan() != null) {
      work.plan().steps().stream()
          .filter(step -> step.status() == Step.Status.COMPLETED)
          .forEach(all::add);
    }
    int done = all.size();
    steps.stream().map(step -> step.after(done)).forEach(all::add);
    var plan = new Plan(all, Fields.text(input, "rollback"), Fields.text(input, "testing"));
    var planned = work.withPlan(plan);
    var recovery = work.recovery();
    return task.with(
            task.details()
                .with(
                    recovery == null
                        ? planned
                        : planned.withRecovery(recovery.with(described(steps)))))
        .become(TaskStatus.EXECUTING, "Starting on " + Counted.of(steps.size(), "step"));
  }

  private static String described(List<Step> steps) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> "%d. %s".formatted(i + 1, steps.get(i).description()))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isUnchecked(Step step) {
    return step.check().isEmpty() && !step.deploys();
  }

  private static Step step(JsonNode item) {
    var depends =
        Fields.items(item, "depends_on", MAX_STEPS).stream()
            .filter(JsonNode::isInt)
            .map(JsonNode::intValue)
            .toList();
    return new Step(
        Fields.text(item, "action"),
        Fields.text(item, "target"),
        Fields.text(item, "description"),
        Fields.text(item, "check"),
        depends,
        Step.Status.PENDING);
  }

  /// Deployment is the repository's own command, after something has landed.
  private static Optional<String> deploymentProblem(Shift shift, List<Step> steps) {
    if (steps.stream().noneMatch(Step::deploys)) {
      return Optional.empty();
    }
    if (shift.repository().configuration().deploy() == null) {
      return Optional.of(
          "This repository has no deploy command: leave the deploy_code step out and say so in the summary.");
    }
    return steps.stream().allMatch(Step::deploys)
        ? Optional.of("The plan only deploys; it needs a step that changes something.")
        : Optional.empty();
  }

  private static Optional<String> problem(List<Step> steps) {
    if (steps.isEmpty()) {
      return Optional.of("The plan has no steps; it needs at least one.");
    }
    return IntStream.rangeClosed(1, steps.size())
        .mapToObj(number -> problem(steps.get(number - 1), number))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(Step step, int number) {
    if (step.description().isEmpty() || isUnchecked(step)) {
      return Optional.of("Step %d needs a description and a check.".formatted(number));
    }
    if (!ToolBox.names().contains(step.action())) {
      return Optional.of(
          "Step %d has the action %s; actions are %s."
              .formatted(number, step.action(), String.join(", ", ToolBox.names())));
    }
    return step.dependsOn().stream()
        .filter(before -> before < 1 || before >= number)
        .findFirst()
        .map(
            before ->
                "Step %d depends on step %d, which does not come before it."
                    .formatted(number, before));
  }
}
