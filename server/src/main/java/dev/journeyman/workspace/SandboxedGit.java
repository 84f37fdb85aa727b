package dev.journeyman.workspace;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// git that touches files an agent wrote: always in a fresh sandbox, with a git directory that the
/// agent's own commands never see.
///
/// @param objects the mirror's, which the git directories borrow from
record SandboxedGit(Sandbox sandbox, Path objects) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// Runs one of our scripts and gives its exit code, which is 0 or `known`.
  int run(Path tree, Path gitDirectory, String script, int known, String... arguments) {
    var command = new ArrayList<>(List.of("bash", "-c", text(script), script));
    command.addAll(List.of(arguments));
    return code(
        Command.of(tree, command).with(new GitAccess.Private(gitDirectory, objects)), known);
  }

  /// Copies the files of a tree into one that is empty, as the sandbox's user. A tree that is not
  /// there, or that the sandbox cannot show, has none.
  void copy(Path from, Path to) {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) && Command.canShow(from)) {
      var command = List.of("cp", "-a", "--reflink=auto", from + "/.", ".");
      code(Command.of(to, command).withReadOnly(List.of(from)), 0);
    }
  }

  private int code(Command command, int known) {
    var outcome =
        sandbox.run(command.with(Limits.standard().withTimeout(LIMIT)), OutputListener.SILENT);
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) when code == 0 || code == known -> code;
      case Outcome.Exited e -> throw failed(Problem.BROKEN, e.output().text());
      case Outcome.TimedOut _ -> throw failed(Problem.TIMED_OUT, "it took too long");
      case Outcome.OutOfMemory _ -> throw failed(Problem.TOO_LARGE, "it needed too much memory");
      case Outcome.DiskQuotaExceeded _ ->
          throw failed(
              Problem.TOO_LARGE, "it wrote more than its quota, or the disk is nearly full");
      case Outcome.Cancelled _ -> throw failed(Problem.CANCELLED, "it was interrupted");
      case Outcome.Unavailable(String reason) -> throw failed(Problem.SANDBOX_UNAVAILABLE, reason);
    };
  }

  private static WorkspaceException failed(Problem problem, String reason) {
    return new WorkspaceException(
        problem,
        "git in the sandbox failed: " + Git.lastLines(reason),
        "Look at the files the task left; the repository itself was not changed.");
  }

  private static String text(String script) {
    try (var stream = SandboxedGit.class.getResourceAsStream(script)) {
      if (stream == null) {
        throw new IllegalStateException("No script " + script);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Could not read the script " + script, e);
    }
  }
}
