package dev.journeyman.pipeline;

import dev.journeyman.agent.AgentLoop;
import dev.journeyman.agent.Conversations;
import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.workspace.Workspaces;
import java.time.Clock;
import java.util.Optional;

/// What the pipeline is made of, put together by hand.
///
/// @param redaction takes out the secrets that the service holds, the deploy secrets among them
/// @param hosting where pull requests are made
/// @param agentVersion the id of prompts, tools and settings, stored with each task
/// @param parallelSteps how many steps of a task may be done at once
/// @param reviewModel the model for reviews, else the task's own; `learnModel` likewise
public record PipelineParts(
    Database database,
    TaskStore tasks,
    Jobs jobs,
    RepositoryStore repositories,
    LearningStore learnings,
    AuditLog audit,
    Sandbox sandbox,
    Workspaces workspaces,
    Toolset toolset,
    AgentLoop loop,
    RunningTasks running,
    DeploySecrets deploySecrets,
    Hosting hosting,
    OfferText offerText,
    Redaction redaction,
    String agentVersion,
    Conversations conversations,
    int parallelSteps,
    Optional<String> reviewModel,
    Optional<String> learnModel,
    StageMetrics metrics,
    TaskTraces traces,
    Clock clock) {

  /// The pipeline made of these parts.
  public Pipeline build() {
    var trees = new CleanTrees(workspaces);
    var desks = new Desks(workspaces, sandbox, trees, toolset);
    var gates = new Gates(jobs, clock);
    var stop =
        new EmergencyStop(database, tasks, new TaskList(database, clock), audit, jobs, clock);
    return new Pipeline(
        tasks,
        new Deadlines(database, tasks, audit, clock),
        stop,
        new Shifts(tasks, repositories, desks),
        stages(trees, gates),
        new Endings(learnings, gates, clock),
        new Upkeep(tasks, repositories, desks, hosting, offers(), stop, audit, jobs, clock),
        running,
        metrics,
        traces);
  }

  private ExecuteStage execute(Author author, StepCheck check) {
    return new ExecuteStage(
        author,
        check,
        new Forks(database, author, check, conversations, metrics, traces.traces()),
        new Join(check, conversations),
        metrics,
        traces.traces());
  }

  private Offers offers() {
    return new Offers(offerText);
  }

  private Stages stages(CleanTrees trees, Gates gates) {
    var records = new EvidenceStore(database, clock);
    var author = new Author(loop);
    var checks = new Checks(sandbox, trees, redaction, Optional.of(new CheckLogs(database, clock)));
    var deployment =
        new Deployment(new DeployCommands(sandbox, trees, deploySecrets, redaction), clock);
    var baseChecks = new BaseChecks(database, checks, clock);
    var withdrawal = new Withdrawal(audit);
    var merging = new Merging(hosting, audit, jobs, clock);
    var landing =
        new PullRequestLanding(
            merging, offers(), new MergedTree(checks, baseChecks, records, audit, clock), audit);
    return new Stages(
        new BeginStage(audit, clock, agentVersion, parallelSteps),
        new AnalyzeStage(author, learnings),
        new PlanStage(author),
        execute(author, new StepCheck(sandbox, trees, redaction)),
        new VerifyStage(
            new Integrator(withdrawal),
            checks,
            baseChecks,
            new TestProofs(checks),
            records,
            new Reviewer(loop, reviewModel.orElse(null)),
            new CarryOver(records, gates, audit, clock),
            withdrawal,
            landing,
            clock),
        new LearnStage(loop, learnings, gates, learnModel.orElse(null), clock),
        new LandStage(audit, landing, deployment, clock),
        new RejectStage(learnings, clock),
        rollBack(
            landing, new RevertCheck(checks, baseChecks, records, clock), merging, deployment));
  }

  private RollBackStage rollBack(
      PullRequestLanding landing, RevertCheck check, Merging merging, Deployment deployment) {
    var pullRequests = new PullRequestRevert(merging, offers(), landing, check);
    var ending = new RevertEnding(deployment, learnings, clock);
    return new RollBackStage(
        new Reversals(),
        landing,
        pullRequests,
        check,
        new RevertLanding(landing, pullRequests, ending),
        ending,
        audit);
  }
}
