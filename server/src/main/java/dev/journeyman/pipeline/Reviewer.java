package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.AgentLoop;
import dev.journeyman.agent.BoundTool;
import dev.journeyman.agent.Company;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Part;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.pipeline.Evidence.Finding;
import dev.journeyman.pipeline.Evidence.Review;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.TreeId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Has a change judged by a reader who has not seen how it was made: a conversation of its own,
/// with tools that only read.
final class Reviewer {

  private static final int MAX_TURNS = 40;
  private static final int DIFF_CHARACTERS = 200_000;
  private static final int FINDINGS = 50;

  private final AgentLoop loop;
  private final @Nullable String model;

  /// @param model the model for reviews; null for the task's own
  Reviewer(AgentLoop loop, @Nullable String model) {
    this.loop = loop;
    this.model = model;
  }

  Review review(Shift shift, Evidence evidence, Diff diff) throws InterruptedException {
    var task = shift.task();
    var name = "review/" + evidence.tree();
    var verdict = new AtomicReference<@Nullable Review>();
    try (var room = shift.readingRoom(new TreeId(evidence.tree()))) {
      loop.run(
          new Part(
              shift.claim(),
              name,
              name,
              Prompts.text("review-system"),
              opening(shift, evidence, diff),
              Stream.concat(
                      room.tools().stream().map(BoundTool::definition),
                      Stream.of(Submissions.REVIEW))
                  .toList(),
              room.tools(),
              Author.submission(Submissions.REVIEW, input -> judge(input, verdict)),
              false,
              MAX_TURNS,
              model == null ? task.request().model() : model,
              task.request().effort(),
              Optional.empty(),
              Company.none()));
    }
    return Objects.requireNonNull(verdict.get(), "An accepted review is there");
  }

  private static String opening(Shift shift, Evidence evidence, Diff diff) {
    var task = shift.task();
    var text = diff.text();
    return Prompts.fill(
        "review",
        Map.of(
            "task", task.request().text(),
            "criteria",
                Prompts.untagged(
                    Objects.requireNonNullElse(task.details().work().analysis(), "not stated")),
            "evidence", Summaries.of(evidence),
            "diff",
                Prompts.untagged(
                    text.length() <= DIFF_CHARACTERS
                        ? text
                        : text.substring(0, DIFF_CHARACTERS) + "\n(cut here; read the files)")));
  }

  private static Judgement judge(JsonNode input, AtomicReference<@Nullable Review> verdict) {
    var review =
        new Review(
            Fields.text(input, "verdict"),
            Fields.text(input, "summary"),
            Fields.items(input, "findings", FINDINGS).stream().map(Reviewer::finding).toList());
    if (!review.verdict().equals("approve") && !review.verdict().equals("request_changes")) {
      return new Judgement.Refused("The verdict has to be approve or request_changes.");
    }
    verdict.set(review);
    return new Judgement.Accepted("Taken down.", task -> task, List.of(event(review)));
  }

  private static TaskEvent.Draft event(Review review) {
    return TaskEvents.of(
        TaskEvent.Type.STAGE,
        Map.of(
            "stage", "review",
            "verdict", review.verdict(),
            "summary", review.summary(),
            "findings", review.findings().size()));
  }

  private static Finding finding(JsonNode item) {
    return new Finding(
        Fields.text(item, "path"),
        Fields.number(item, "line").orElse(null),
        Fields.text(item, "severity"),
        Fields.text(item, "text"));
  }
}
