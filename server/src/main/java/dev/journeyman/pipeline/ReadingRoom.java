package dev.journeyman.pipeline;

import dev.journeyman.agent.tool.Tool;
import dev.journeyman.agent.tool.ToolContext;
import java.util.List;

/// A clean copy of a tree and the tools that only read it.
record ReadingRoom(CleanTrees.Clean clean, ToolContext context, List<Tool> tools)
    implements AutoCloseable {

  ReadingRoom {
    tools = List.copyOf(tools);
  }

  @Override
  public void close() {
    clean.close();
  }
}
