package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.workspace.Checkpoint;
import java.util.Map;

/// The work on one step of a plan, until its check passes.
final class StepRun {

  private static final int CHECKS = 4;

  /// What it means for the task that the check has passed.
  interface Ending {
    Judgement.Accepted of(Checkpoint checkpoint, String summary);
  }

  private final Shift shift;
  private final Author author;
  private final StepCheck check;
  private final Plan plan;
  private final int number;
  private final Ending ending;
  private int failedChecks;

  /// @param number of the step, from 1
  StepRun(Shift shift, Author author, StepCheck check, Plan plan, int number, Ending ending) {
    this.shift = shift;
    this.author = author;
    this.check = check;
    this.plan = plan;
    this.number = number;
    this.ending = ending;
  }

  /// The part of the job that a step is.
  ///
  /// @param plans how many new plans were asked for before
  static String part(int plans, int number) {
    return "execute/%d/%d".formatted(plans, number);
  }

  /// @param more what its opening says besides
  /// @throws StepNotDoneException when the step's check has failed too often
  void run(String more) throws InterruptedException {
    int plans = shift.task().details().work().recoveries();
    author.work(shift, part(plans, number), opening() + more, Submissions.STEP, true, this::judge);
  }

  private Judgement judge(JsonNode input) {
    var summary = Fields.text(input, "summary");
    var problem = check.problem(shift, step());
    return problem.isPresent()
        ? refused(problem.get())
        : ending.of(shift.checkpoint(number, step().description()), summary);
  }

  private Judgement refused(String problem) {
    failedChecks++;
    if (failedChecks >= CHECKS) {
      throw new StepNotDoneException("its check failed %d times. %s".formatted(CHECKS, problem));
    }
    return new Judgement.Refused(
        problem
            + "\n\nThe step is not done yet. If the check itself is wrong, say so in the summary"
            + " once the step is done otherwise; a new plan may be asked for.");
  }

  private String opening() {
    return Prompts.fill(
        "execute",
        Map.of(
            "number", Integer.toString(number),
            "total", Integer.toString(plan.steps().size()),
            "description", step().description(),
            "target", step().target(),
            "check", step().check()));
  }

  private Step step() {
    return plan.steps().get(number - 1);
  }
}
