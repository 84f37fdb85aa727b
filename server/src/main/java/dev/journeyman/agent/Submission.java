package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import java.util.List;
import java.util.function.UnaryOperator;

/// The tool by which the model hands in what a part of the job is for: an analysis, a plan, a
/// finished step, a review, learnings.
public interface Submission {

  ToolDefinition definition();

  /// Looks at what was handed in. May run checks; called on the loop's thread, again after a
  /// restart.
  Judgement judge(JsonNode input);

  /// What the service makes of a submission.
  sealed interface Judgement {

    /// The part is over. The change and the answer are stored in one transaction.
    ///
    /// @param answer what the model is told
    record Accepted(String answer, UnaryOperator<Task> change, List<TaskEvent.Draft> events)
        implements Judgement {
      public Accepted {
        events = List.copyOf(events);
      }
    }

    /// The model has to go on; the answer tells why.
    record Refused(String answer) implements Judgement {}
  }
}
