package dev.journeyman.pipeline;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.pipeline.Registrar.Checked;
import dev.journeyman.pipeline.Registrar.Refused;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.WorkspaceException;
import dev.journeyman.workspace.Workspaces;
import java.util.List;
import java.util.Optional;

/// Tries a repository's setup and verification on its target branch, without a task.
public final class Trial {

  private final Workspaces workspaces;
  private final Checks checks;

  public Trial(Sandbox sandbox, Workspaces workspaces, Redaction redaction) {
    this.workspaces = workspaces;
    this.checks = new Checks(sandbox, new CleanTrees(workspaces), redaction, Optional.empty());
  }

  /// Nobody hears of the requests: there is no task whose events they could be.
  private static Network network(Repository repository) {
    var hosts = repository.configuration().network();
    return hosts.isEmpty() ? new Network.None() : new Network.Allowed(hosts);
  }

  Checked run(Repository repository) {
    try {
      var source = new RepositorySource(repository.location());
      var mirror = workspaces.mirror(repository.id().toString(), source);
      mirror.fetch();
      var head = mirror.head(new BranchName(repository.targetBranch()));
      var runs = checks.run(mirror, repository.configuration(), network(repository), head);
      var judged = Judgements.of(runs, List.of(), false);
      return new Checked(
          head.value(),
          mirror.tree(head).value(),
          judged.outcome().name(),
          judged.explanation(),
          runs);
    } catch (WorkspaceException e) {
      throw new Refused("%s %s".formatted(e.getMessage(), e.remedy()));
    } catch (StageFailedException e) {
      throw new Refused("%s %s".formatted(e.failure().message(), e.failure().remedy()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("The service is stopping; try again");
    }
  }
}
