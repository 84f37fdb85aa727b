package dev.journeyman.pipeline;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.CommitId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the commands of the deploy stage: in a sandbox, with the network and the secrets that only
/// this stage has. What they write is shown without those secrets.
final class DeployCommands {

  /// How long a deploy command may take.
  static final Duration TIMEOUT = Duration.ofMinutes(30);

  private static final int KEPT_BYTES = 16_000;

  private final Sandbox sandbox;
  private final CleanTrees trees;
  private final DeploySecrets secrets;
  private final Redaction redaction;

  DeployCommands(Sandbox sandbox, CleanTrees trees, DeploySecrets secrets, Redaction redaction) {
    this.sandbox = sandbox;
    this.trees = trees;
    this.secrets = secrets;
    this.redaction = redaction;
  }

  /// What came of a command.
  ///
  /// @param output without secrets
  record Ran(String what, String script, boolean succeeded, String output) {

    TaskEvent.Draft event() {
      return TaskEvents.of(
          TaskEvent.Type.STAGE,
          Map.of("stage", what, "command", script, "succeeded", succeeded, "output", output));
    }
  }

  /// The variables with the secrets that the repository names.
  ///
  /// @throws StageFailedException if this instance lacks one
  Map<String, String> secrets(Shift shift) {
    var names = shift.repository().configuration().deployment().secrets();
    try {
      return secrets.of(shift.repository().tenant(), names);
    } catch (DeploySecrets.MissingException e) {
      throw new StageFailedException(
          "The repository's deployment wants the secret %s, which this instance does not have"
              .formatted(e.name()),
          Category.DEPLOYMENT,
          "Start the service with DEPLOY_SECRET_%s or DEPLOY_SECRET_%s_FILE, then retry"
              .formatted(e.name(), e.name()));
    }
  }

  /// A clean copy of a commit to run commands in.
  Place open(Shift shift, CommitId commit) {
    return new Place(
        trees.open(shift, shift.mirror().tree(commit)),
        shift.networkTo(hosts(shift.repository().configuration())),
        secrets(shift));
  }

  private static List<String> hosts(RepositoryConfiguration configuration) {
    return Stream.concat(
            configuration.network().stream(), configuration.deployment().network().stream())
        .distinct()
        .toList();
  }

  /// Where they run.
  final class Place implements AutoCloseable {

    private final CleanTrees.Clean clean;
    private final Network network;
    private final Map<String, String> variables;

    private Place(CleanTrees.Clean clean, Network network, Map<String, String> variables) {
      this.clean = clean;
      this.network = network;
      this.variables = variables;
    }

    /// @throws InterruptedException if it was stopped in the middle
    Ran run(String what, String script, Duration longest) throws InterruptedException {
      var command =
          clean
              .prepare(Command.script(clean.directory(), script))
              .with(network)
              .withEnvironment(variables)
              .with(Limits.standard().withTimeout(longest).withKeptOutput(KEPT_BYTES));
      var outcome = sandbox.run(command, OutputListener.SILENT);
      if (outcome instanceof Outcome.Cancelled || Thread.interrupted()) {
        Thread.interrupted();
        throw new InterruptedException("The %s command was stopped".formatted(what));
      }
      return new Ran(
          what,
          script,
          outcome.succeeded(),
          redaction.of((outcome.written().text().strip() + how(outcome, longest)).strip()));
    }

    @Override
    public void close() {
      clean.close();
    }
  }

  private static String how(Outcome outcome, Duration longest) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) -> code == 0 ? "" : " (it exited with " + code + ")";
      case Outcome.TimedOut _ -> " (it did not end within %d s)".formatted(longest.toSeconds());
      case Outcome.OutOfMemory _ -> " (it ran out of memory)";
      case Outcome.DiskQuotaExceeded _ -> " (it wrote too much)";
      case Outcome.Cancelled _ -> " (it was stopped)";
      case Outcome.Unavailable(String reason) -> "The sandbox could not run: " + reason;
    };
  }
}
