package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.AgentLoop;
import dev.journeyman.agent.Company;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Part;
import dev.journeyman.agent.PartFailedException;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.database.StoredJson;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Result;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learning: what the task taught is distilled and kept. A failure here costs the notes, never the
/// task.
final class LearnStage implements Stage {

  private static final Logger LOG = LoggerFactory.getLogger(LearnStage.class);
  private static final int MAX_TURNS = 5;
  private static final int MOST = 5;
  private static final int LONGEST = 1_000;

  private final AgentLoop loop;
  private final LearningStore learnings;
  private final Gates gates;
  private final @Nullable String model;
  private final Clock clock;

  /// @param model the model for learning; null for the task's own
  LearnStage(
      AgentLoop loop, LearningStore learnings, Gates gates, @Nullable String model, Clock clock) {
    this.loop = loop;
    this.learnings = learnings;
    this.gates = gates;
    this.model = model;
    this.clock = clock;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    try {
      if (landedByOthers(shift.task())) {
        shift.change(task -> settled(shift, task, result(task).learnings()));
      } else {
        distil(shift);
      }
    } catch (PartFailedException e) {
      LOG.warn("Task {} taught nothing: {}", shift.claim().task(), e.getMessage());
      shift.change(task -> settled(shift, task, List.of()));
    }
    if (shift.task().status() == TaskStatus.COMPLETED) {
      shift.discard();
    }
  }

  /// It was approved, so its lessons are drawn; on its way others landed the same.
  private static boolean landedByOthers(Task task) {
    return task.details().decisions().at(Milestone.APPROVED).isPresent()
        && result(task).changes().isEmpty();
  }

  private static Result result(Task task) {
    return Results.orEmpty(task.details().verdict());
  }

  private void distil(Shift shift) throws InterruptedException {
    var task = shift.task();
    loop.run(
        new Part(
            shift.claim(),
            "learn",
            "learn",
            Prompts.text("learn-system"),
            opening(task),
            List.of(Submissions.LEARNINGS),
            List.of(),
            Author.submission(Submissions.LEARNINGS, input -> judge(shift, task, input)),
            false,
            MAX_TURNS,
            model == null ? task.request().model() : model,
            task.request().effort(),
            Optional.empty(),
            Company.none()));
  }

  private static String opening(Task task) {
    var result = Results.orEmpty(task.details().verdict());
    var evidence = result.verification();
    return Prompts.fill(
        "learn",
        Map.of(
            "task",
            task.request().text(),
            "outcome",
            result.changes().isEmpty() ? "nothing was changed" : "the change was verified",
            "summary",
            result.output(),
            "evidence",
            evidence == null
                ? "nothing to verify"
                : Summaries.of(StoredJson.read(evidence.toString(), Evidence.class))));
  }

  private Judgement judge(Shift shift, Task task, JsonNode input) {
    var patterns = notes(input, "patterns");
    var improvements = notes(input, "improvements");
    return new Judgement.Accepted(
        "Taken down.",
        now -> {
          learnings.add(task, true, patterns, improvements);
          return settled(
              shift, now, Stream.concat(patterns.stream(), improvements.stream()).toList());
        },
        List.of());
  }

  /// Each of a length that leaves room for others where they are given to a task.
  private static List<String> notes(JsonNode input, String field) {
    return Fields.texts(input, field, MOST).stream()
        .map(note -> Fields.cut(note, LONGEST))
        .toList();
  }

  private Task settled(Shift shift, Task task, List<String> notes) {
    var details = task.details();
    Result result = Results.orEmpty(details.verdict()).withLearnings(notes);
    var changed = task.with(details.with(details.verdict().with(result)));
    return result.changes().isEmpty() ? completed(changed) : verified(shift, changed);
  }

  private Task completed(Task task) {
    var details = task.details();
    var decisions =
        details.decisions().with(Milestone.COMPLETED, Decision.byService(clock.instant()));
    return task.with(details.with(decisions))
        .become(
            TaskStatus.COMPLETED,
            landedByOthers(task)
                ? "Done; others have landed the same change"
                : "Done; nothing had to be changed");
  }

  private Task verified(Shift shift, Task task) {
    var policy = shift.repository().configuration().approval();
    var reasons = Gates.reasons(task, policy, shift.change());
    if (!reasons.isEmpty()) {
      return gates.waiting(task, policy, reasons, "Waiting for approval");
    }
    var details = task.details();
    var approved =
        details
            .decisions()
            .withoutGate()
            .with(Milestone.APPROVED, Decision.byService(clock.instant()));
    return task.with(details.with(approved)).become(TaskStatus.APPROVED, "Landing the change");
  }
}
