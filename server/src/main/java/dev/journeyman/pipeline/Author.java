package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.AgentLoop;
import dev.journeyman.agent.Part;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.model.ToolDefinition;
import java.util.function.Function;

/// Has the author's conversation go on by one part.
final class Author {

  private static final int MAX_TURNS = 250;

  /// The name of the conversation itself; steps that are done at once have forks of it.
  static final String CONVERSATION = "main";

  private final AgentLoop loop;

  Author(AgentLoop loop) {
    this.loop = loop;
  }

  /// @param part unique within the task, such as `execute/2`
  /// @param writing whether files may be changed
  void work(
      Shift shift,
      String part,
      String opening,
      ToolDefinition submission,
      boolean writing,
      Function<JsonNode, Judgement> judge)
      throws InterruptedException {
    var task = shift.task();
    var desk = shift.desk();
    loop.run(
        new Part(
            shift.claim(),
            shift.conversation(),
            part,
            Prompts.text("system"),
            opening,
            desk.offered(),
            desk.tools(),
            submission(submission, judge),
            writing,
            MAX_TURNS,
            task.request().model(),
            task.request().effort(),
            shift.notice(),
            shift.company()));
  }

  static Submission submission(ToolDefinition definition, Function<JsonNode, Judgement> judge) {
    return new Submission() {
      @Override
      public ToolDefinition definition() {
        return definition;
      }

      @Override
      public Judgement judge(JsonNode input) {
        return judge.apply(input);
      }
    };
  }
}
