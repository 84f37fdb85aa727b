package dev.journeyman.pipeline;

import dev.journeyman.agent.BoundTool;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.sandbox.TaskSandbox;
import dev.journeyman.workspace.WorkTree;
import java.util.List;

/// What the agent has before it: its tree, its sandbox, its tools.
///
/// @param offered the definitions of all tools of the author's conversation, in a fixed order
/// @param restored whether a tree that had been worked on was missing and made anew, and the model
///     does not know yet
record Desk(
    WorkTree tree,
    TaskSandbox sandbox,
    List<BoundTool> tools,
    List<ToolDefinition> offered,
    boolean restored)
    implements AutoCloseable {

  Desk {
    tools = List.copyOf(tools);
    offered = List.copyOf(offered);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
