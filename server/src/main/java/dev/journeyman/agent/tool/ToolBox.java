package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Box.
public record ToolBox(List<Tool> tools, Map<String, Optional<String>> actionStatus) {
  public static ToolBox of(RepositoryConfiguration configuration, long mostFileBytes) {
    return new ToolBox(
        List.of(
            new ReadFile(mostFileBytes),
            new WriteFile(mostFileBytes),
            new ExecuteBash(),
            new SearchCodebase()),
        Map.of("read_file", Optional.empty()));
  }
}
