package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;

/// Tells the model that it does not deploy: the deploy stage does, after approval.
public record DeployCode() implements Tool {

  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "deploy_code",
          """
          Deployment is a step of the plan, not a call: the service carries it out after a human \
          has approved the change. Calling this deploys nothing.""",
          """
          {"type":"object","properties":{},"additionalProperties":false}""");

  @Override
  public ToolDefinition definition() {
    return DEFINITION;
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolResult run(JsonNode input, ToolContext context) {
    return ToolResult.ok(
        "Nothing was deployed. Deployment belongs in the plan as a step with the action deploy_code; the service carries it out with the repository's own command once a human has approved the change. Finish and verify your work; no further call is needed.");
  }
}
