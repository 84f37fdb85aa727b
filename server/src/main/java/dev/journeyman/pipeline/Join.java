package dev.journeyman.pipeline;

import dev.journeyman.agent.Conversations;
import dev.journeyman.agent.Prompts;
import dev.journeyman.task.Fork;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Integration;
import dev.journeyman.workspace.TreeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Joins what was done at once into the author's own line of work, in the order of the plan, a
/// commit a step. Each further one has to merge without a conflict, and the checks of all those
/// joined so far have to pass on the merged tree; one that does not is done again alone, and what
/// comes after it is joined after that.
final class Join {

  private final StepCheck check;
  private final Conversations conversations;

  Join(StepCheck check, Conversations conversations) {
    this.check = check;
    this.conversations = conversations;
  }

  /// Joins as many as it can. Begins anew after a restart: what counts is stored at the end.
  void run(Shift shift, Plan plan) {
    var joined = new ArrayList<JoinedStep>();
    var clash = Optional.<Fork>empty();
    for (var fork : due(shift, plan)) {
      switch (next(shift, plan, joined, fork)) {
        case Attempt.Joined(JoinedStep step) -> joined.add(step);
        case Attempt.Clash(String reason) -> clash = Optional.of(fork.clashed(reason));
      }
      if (clash.isPresent()) {
        break;
      }
    }
    store(shift, plan, joined, clash);
  }

  private sealed interface Attempt {
    record Joined(JoinedStep step) implements Attempt {}

    record Clash(String reason) implements Attempt {}
  }

  /// The finished ones from the next step of the plan on, without a gap.
  private static List<Fork> due(Shift shift, Plan plan) {
    var parallel = shift.task().details().work().parallel();
    var due = new ArrayList<Fork>();
    int number = plan.next().orElseThrow() + 1;
    for (var fork = parallel.of(number);
        fork.filter(Fork::isFinished).isPresent();
        fork = parallel.of(number)) {
      due.add(fork.get());
      number++;
    }
    return due;
  }

  private Attempt next(Shift shift, Plan plan, List<JoinedStep> before, Fork fork) {
    var line = before.isEmpty() ? shift.work() : before.getLast().commit();
    var commit = new CommitId(Objects.requireNonNull(fork.commit()));
    var step = plan.steps().get(fork.step() - 1);
    return switch (shift.mirror().integrate(line, commit, step.description(), Authors.SERVICE)) {
      case Integration.FastForward(CommitId same, TreeId tree) ->
          new Attempt.Joined(new JoinedStep(fork, step, same, tree));
      case Integration.UpToDate(CommitId same, TreeId tree) ->
          new Attempt.Joined(new JoinedStep(fork, step, same, tree));
      case Integration.Conflict(List<String> paths, _) ->
          new Attempt.Clash("Both changed the same places of " + String.join(", ", paths) + ".");
      case Integration.Merged(_, TreeId tree) -> {
        var own = shift.mirror().commit(tree, List.of(line), step.description(), Authors.SERVICE);
        yield checked(shift, before, new JoinedStep(fork, step, own, tree));
      }
    };
  }

  /// A check that passed beside the others may fail among them.
  private Attempt checked(Shift shift, List<JoinedStep> before, JoinedStep added) {
    var all = new ArrayList<>(before);
    all.add(added);
    for (var each : all) {
      var problem = check.problem(shift, each.step(), added.tree());
      if (problem.isPresent()) {
        return new Attempt.Clash("On the joined tree: " + problem.get());
      }
    }
    return new Attempt.Joined(added);
  }

  private void store(Shift shift, Plan plan, List<JoinedStep> joined, Optional<Fork> clash) {
    var change = new JoinedSteps(joined, clash);
    if (joined.isEmpty()) {
      new Leftovers(shift).discard();
      shift.change(change::in);
      return;
    }
    shift.adopt(joined.stream().map(JoinedStep::checkpoint).toList());
    conversations.tell(
        shift.claim(),
        Author.CONVERSATION,
        "join/%d/%d"
            .formatted(shift.task().details().work().recoveries(), joined.getFirst().number()),
        text(plan, joined),
        change::in,
        joined.stream().flatMap(step -> step.events().stream()).toList());
    if (shift.task().details().work().parallel().forks().isEmpty()) {
      shift.discardAsides();
    }
  }

  private static String text(Plan plan, List<JoinedStep> joined) {
    var numbers = joined.stream().map(JoinedStep::number).toList();
    var text =
        new StringBuilder(
            Prompts.fill(
                "joined",
                Map.of(
                    "steps", PlanText.steps(numbers),
                    "total", Integer.toString(plan.steps().size()))));
    joined.forEach(step -> text.append("\n\n").append(step.text()));
    return text.toString();
  }

  /// A step whose work is part of the line now.
  record JoinedStep(Fork fork, Step step, CommitId commit, TreeId tree) {

    int number() {
      return fork.step();
    }

    Shift.Adopted checkpoint() {
      return new Shift.Adopted(number(), commit);
    }

    String text() {
      return "Step %d: %s\n%s".formatted(number(), step.description(), summary());
    }

    String summary() {
      return Objects.requireNonNullElse(fork.summary(), "");
    }

    List<TaskEvent.Draft> events() {
      return List.of(
          StepEvents.step(number() - 1, step, Step.Status.COMPLETED),
          StepEvents.checkpoint(number(), commit, tree, step.description()));
    }
  }
}
