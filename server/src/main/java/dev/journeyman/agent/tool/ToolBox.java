package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.repository.RepositoryConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tools on offer for one repository, always in the same order, and why others are not.
///
/// @param tools by name
/// @param actionStatus all nine actions, by name
public record ToolBox(SequencedMap<String, Tool> tools, SequencedMap<String, Status> actionStatus) {

  private static final Logger LOG = LoggerFactory.getLogger(ToolBox.class);

  /// @param reason why it is not offered; empty if it is
  public record Status(boolean available, String reason) {
    static final Status AVAILABLE = new Status(true, "");
  }

  /// What is the same for all repositories.
  ///
  /// @param mostFileBytes the largest file that is read or written
  /// @param ownDatabases the service's own, which tools never ask
  /// @param logs which files may be shown as logs
  public record Settings(long mostFileBytes, Set<DatabaseIdentity> ownDatabases, LogPlaces logs) {
    public Settings {
      ownDatabases = Set.copyOf(ownDatabases);
    }
  }

  private record Action(Tool tool, String missing) {}

  public static ToolBox of(RepositoryConfiguration configuration, Settings settings) {
    var tools = new LinkedHashMap<String, Tool>();
    var status = new LinkedHashMap<String, Status>();
    for (var action : actions(configuration, settings)) {
      var name = action.tool().definition().name();
      boolean available = action.missing().isEmpty();
      status.put(name, available ? Status.AVAILABLE : new Status(false, action.missing()));
      if (available) {
        tools.put(name, action.tool());
      }
    }
    return new ToolBox(tools, status);
  }

  /// All nine actions, whether they are offered or not.
  public static Set<String> names() {
    return of(RepositoryConfiguration.EMPTY, new Settings(1, Set.of(), LogPlaces.PUBLIC))
        .actionStatus()
        .keySet();
  }

  /// The definitions of all nine actions, whether they are offered or not.
  public static List<ToolDefinition> allDefinitions() {
    return actions(RepositoryConfiguration.EMPTY, new Settings(1, Set.of(), LogPlaces.PUBLIC))
        .stream()
        .map(action -> action.tool().definition())
        .toList();
  }

  private static List<Action> actions(RepositoryConfiguration configuration, Settings settings) {
    var actions = new ArrayList<Action>();
    actions.add(new Action(new ReadFile(settings.mostFileBytes()), ""));
    actions.add(new Action(new WriteFile(settings.mostFileBytes()), ""));
    actions.add(new Action(new ExecuteBash(), ""));
    actions.add(new Action(new SearchCodebase(), ""));
    actions.add(
        new Action(
            new RunTests(),
            configuration.verify().isEmpty() ? "The repository has no verify commands." : ""));
    actions.add(
        new Action(
            new DeployCode(),
            configuration.deploy() == null ? "The repository has no deploy command." : ""));
    actions.add(
        new Action(
            new QueryDatabase(configuration.dataSources(), settings.ownDatabases()),
            configuration.dataSources().isEmpty() ? "The repository has no data sources." : ""));
    actions.add(
        new Action(
            new AnalyzeLogs(configuration.logs(), settings.logs()),
            configuration.logs().isEmpty() ? "The repository has no logs configured." : ""));
    actions.add(new Action(new GenerateReports(), ""));
    return actions;
  }

  public List<ToolDefinition> definitions() {
    return tools.values().stream().map(Tool::definition).toList();
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /// Runs a tool by name. Never throws: an unknown name, and a defect of a tool, are errors that
  /// the model can read, too.
  public ToolResult run(String name, JsonNode input, ToolContext context) {
    var tool = find(name);
    if (tool.isEmpty()) {
      return ToolResult.error(unknown(name));
    }
    try {
      var result = tool.get().run(input, context);
      return new ToolResult(context.redaction().of(result.text()), result.error());
    } catch (RuntimeException e) {
      LOG.error("Tool {} failed for task {}; the model is told", name, context.taskId(), e);
      return ToolResult.error(
          "The tool %s failed inside the service. Try another way; an administrator finds the cause in the log."
              .formatted(name));
    }
  }

  private String unknown(String name) {
    var status = actionStatus.get(name);
    return status == null
        ? "There is no tool `%s`. There are: %s.".formatted(name, String.join(", ", tools.keySet()))
        : "The tool `%s` is not on offer: %s".formatted(name, status.reason());
  }
}
