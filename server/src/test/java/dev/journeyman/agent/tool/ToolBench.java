package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration;
import java.nio.file.Path;

/// A context for tools that make no use of one, for tests elsewhere.
public final class ToolBench {

  private ToolBench() {}

  public static ToolContext context(Path directory) {
    return Bench.in(directory, RepositoryConfiguration.EMPTY).context();
  }
}
