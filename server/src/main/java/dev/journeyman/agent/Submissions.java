package dev.journeyman.agent;

import dev.journeyman.model.ToolDefinition;
import java.util.List;

/// The tools by which the parts of a job are handed in.
public final class Submissions {

  public static final ToolDefinition ANALYSIS =
      new ToolDefinition(
          "submit_analysis",
          "Hands in the analysis and ends the part. Call it once you know what has to change.",
          """
          {"type":"object","additionalProperties":false,"required":["summary","changes","risks","success_criteria"],"properties":{\
          "summary":{"type":"string","description":"The problem, its cause, and what has to change, in a few sentences"},\
          "changes":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["path","reason"],"properties":{"path":{"type":"string"},"reason":{"type":"string"}}}},\
          "risks":{"type":"array","items":{"type":"string"}},\
          "success_criteria":{"type":"array","items":{"type":"string"},"description":"How one will know that it worked"}}}""");

  public static final ToolDefinition PLAN =
      new ToolDefinition(
          "submit_plan",
          "Hands in the plan and ends the part: the steps you commit to, in order.",
          """
          {"type":"object","additionalProperties":false,"required":["steps","rollback","testing"],"properties":{\
          "steps":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["action","target","description","check"],"properties":{\
          "action":{"type":"string","description":"The tool the step mainly uses"},\
          "target":{"type":"string","description":"The path or thing it works on"},\
          "description":{"type":"string","description":"What is done, in one sentence"},\
          "check":{"type":"string","description":"A shell command that succeeds only when the step is done"},\
          "depends_on":{"type":"array","items":{"type":"integer"},"description":"Numbers of the steps, from 1, that must come before"}}}},\
          "rollback":{"type":"string","description":"How the change can be undone"},\
          "testing":{"type":"string","description":"How the change is tested"}}}""");

  public static final ToolDefinition STEP =
      new ToolDefinition(
          "finish_step",
          "Hands in the step you were given. The service then runs its check.",
          """
          {"type":"object","additionalProperties":false,"required":["summary"],"properties":{\
          "summary":{"type":"string","description":"What changed and why, what was checked, what was assumed"}}}""");

  public static final ToolDefinition REVIEW =
      new ToolDefinition(
          "submit_review",
          "Hands in the verdict on the change.",
          """
          {"type":"object","additionalProperties":false,"required":["verdict","summary","findings"],"properties":{\
          "verdict":{"type":"string","enum":["approve","request_changes"]},\
          "summary":{"type":"string"},\
          "findings":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["path","severity","text"],"properties":{\
          "path":{"type":"string"},"line":{"type":"integer"},"severity":{"type":"string","enum":["blocking","major","minor"]},"text":{"type":"string"}}}}}}""");

  public static final ToolDefinition LEARNINGS =
      new ToolDefinition(
          "submit_learnings",
          "Hands in what this task taught.",
          """
          {"type":"object","additionalProperties":false,"required":["patterns","improvements"],"properties":{\
          "patterns":{"type":"array","items":{"type":"string"}},\
          "improvements":{"type":"array","items":{"type":"string"}}}}""");

  /// Those of the author's own conversation, always in this order.
  public static final List<ToolDefinition> OF_AUTHOR = List.of(ANALYSIS, PLAN, STEP);

  private Submissions() {}
}
