package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.tool.ToolResult;
import dev.journeyman.model.ToolCall;
import dev.journeyman.task.Journal.ToolOutcome;
import java.util.Optional;

/// What a call means in a part: which tool it is for, and whether that may run.
final class ToolCalls {

  private ToolCalls() {}

  static ToolResult execute(Part part, ToolCall call) {
    var tool = tool(part, call);
    if (tool.isEmpty()) {
      return new ToolResult(unknown(part, call), true);
    }
    if (changesFiles(tool.get()) && !part.writing()) {
      return new ToolResult(
          "No plan stands yet, so files cannot be changed. Explore, then call "
              + part.submission().definition().name()
              + ".",
          true);
    }
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode input) -> tool.get().run(input);
      case ToolCall.Input.Invalid(_, String reason) ->
          new ToolResult("The input of this call was no valid JSON: " + reason, true);
    };
  }

  static Judgement judge(Part part, ToolCall call) {
    return switch (call.input()) {
      case ToolCall.Input.Valid(JsonNode input) -> part.submission().judge(input);
      case ToolCall.Input.Invalid(_, String reason) ->
          new Judgement.Refused("The input of this call was no valid JSON: " + reason);
    };
  }

  static ToolOutcome outcome(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Accepted(String answer, _, _) -> new ToolOutcome(answer, false);
      case Judgement.Refused(String answer) -> new ToolOutcome(answer, true);
    };
  }

  static boolean isSubmission(Part part, ToolCall call) {
    return call.name().equals(part.submission().definition().name());
  }

  static boolean readOnly(Part part, ToolCall call) {
    return tool(part, call).filter(BoundTool::readOnly).isPresent();
  }

  /// Whether there is a tool of this name in the job, if not for this part.
  static boolean known(Part part, ToolCall call) {
    return part.offered().stream().anyMatch(tool -> tool.name().equals(call.name()));
  }

  private static String unknown(Part part, ToolCall call) {
    return known(part, call)
        ? "%s is not for this part of the job; it ends with %s."
            .formatted(call.name(), part.submission().definition().name())
        : "There is no tool named %s.".formatted(call.name());
  }

  /// Commands may run while exploring: whatever they leave in the tree is discarded before the work
  /// begins.
  private static boolean changesFiles(BoundTool tool) {
    return tool.definition().name().equals("write_file");
  }

  private static Optional<BoundTool> tool(Part part, ToolCall call) {
    return part.tools().stream()
        .filter(tool -> tool.definition().name().equals(call.name()))
        .findFirst();
  }
}
