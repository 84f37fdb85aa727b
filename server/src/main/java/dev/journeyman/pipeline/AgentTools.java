package dev.journeyman.pipeline;

import dev.journeyman.agent.BoundTool;
import dev.journeyman.agent.LiveFeed;
import dev.journeyman.agent.tool.Deadline;
import dev.journeyman.agent.tool.FileVersions;
import dev.journeyman.agent.tool.FullTexts;
import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.agent.tool.ReportSink;
import dev.journeyman.agent.tool.ToolBox;
import dev.journeyman.agent.tool.ToolContext;
import dev.journeyman.agent.tool.WorkingDirectory;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Reports;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStore;
import dev.journeyman.workspace.Workspaces;
import java.util.List;

/// Binds the agent's tools to a task.
public final class AgentTools implements Toolset {

  private final Workspaces workspaces;
  private final TaskStore tasks;
  private final Reports reports;
  private final Redaction redaction;
  private final LiveFeed live;
  private final ToolBox.Settings settings;

  public AgentTools(
      Workspaces workspaces,
      TaskStore tasks,
      Reports reports,
      Redaction redaction,
      LiveFeed live,
      ToolBox.Settings settings) {
    this.workspaces = workspaces;
    this.tasks = tasks;
    this.reports = reports;
    this.redaction = redaction;
    this.live = live;
    this.settings = settings;
  }

  @Override
  public List<BoundTool> of(Claim claim, Task task, Repository repository, Place place) {
    var context = context(claim, task, repository.configuration(), place);
    return ToolBox.of(repository.configuration(), settings).tools().values().stream()
        .map(tool -> new BoundTool(tool, context))
        .toList();
  }

  private ToolContext context(
      Claim claim, Task task, RepositoryConfiguration configuration, Place place) {
    var shown = redaction.and(configuration.passwords());
    return new ToolContext(
        task.id().toString(),
        workspaces.files(place.tree(), place.room().resolve("staging")),
        shell(task, configuration, place, shown),
        new FileVersions(),
        FullTexts.in(place.outputs()),
        shown,
        configuration,
        sink(claim),
        Deadline.in(task.request().timeout().minus(task.details().spending().active())));
  }

  private ToolContext.Shell shell(
      Task task, RepositoryConfiguration configuration, Place place, Redaction shown) {
    var feed = place.company().feed(live);
    return new ToolContext.Shell(
        place.tree(),
        place.sandbox(),
        place.git(),
        place.network(),
        Commands.readOnlyPaths(configuration),
        Commands.caches(configuration),
        new WorkingDirectory(),
        text -> feed.tell(task.id(), LiveFeed.Kind.TOOL_OUTPUT, shown.of(text)));
  }

  private ReportSink sink(Claim claim) {
    return (title, markdown) ->
        tasks.guard(
            claim,
            task -> {
              reports.keep(task.id(), title, markdown);
              return title;
            });
  }
}
