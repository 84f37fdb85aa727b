package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.task.TaskStatus;
import java.util.List;
import java.util.Map;

/// One round in which the author mends what verification, the reviewer or a person found.
///
/// @param steps how many steps the plan has; rounds are numbered after them
record Mending(Shift shift, Author author, int steps) {

  void run(String findings, int round) throws InterruptedException {
    var number = Integer.toString(steps + round);
    author.work(
        shift,
        "mend/" + round,
        Prompts.fill(
            "findings",
            Map.of(
                "number", number,
                "total", number,
                "description", "mend what was found",
                "findings", findings)),
        Submissions.STEP,
        true,
        input -> judge(input, round));
  }

  private Judgement judge(JsonNode input, int round) {
    var summary = Fields.text(input, "summary");
    var checkpoint = shift.checkpoint(steps + round, "Mend what was found");
    var unresolved = shift.mirror().unresolved(checkpoint.tree());
    if (!unresolved.isEmpty()) {
      return new Judgement.Refused(
          "The conflict is still marked in: " + String.join(", ", unresolved));
    }
    return new Judgement.Accepted(
        "Taken down; the change is verified again.",
        task -> {
          var details = task.details();
          return task.with(
                  details
                      .with(details.revision().withWork(checkpoint.commit().value()))
                      .with(details.verdict().with(Results.summary(details.verdict(), summary))))
              .become(TaskStatus.VERIFYING, "Verifying the change again");
        },
        List.of(StepEvents.checkpoint(checkpoint)));
  }
}
