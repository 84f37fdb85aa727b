package dev.journeyman.pipeline;

import dev.journeyman.agent.BoundTool;
import dev.journeyman.sandbox.TaskSandbox;
import java.util.List;

/// A clean copy of a tree and the tools that only read it.
record ReadingRoom(CleanTrees.Clean clean, TaskSandbox sandbox, List<BoundTool> tools)
    implements AutoCloseable {

  ReadingRoom {
    tools = List.copyOf(tools);
  }

  @Override
  public void close() {
    sandbox.close();
    clean.close();
  }
}
