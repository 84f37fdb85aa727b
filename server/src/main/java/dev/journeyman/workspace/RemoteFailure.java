package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/// Turns what git says when the other side does not answer as hoped into a problem with a remedy.
final class RemoteFailure {

  /// What git, curl and ssh say where nobody answered to the end.
  private static final Pattern AWAY =
      Pattern.compile(
          "could not resolve|name or service not known|temporary failure in name resolution"
              + "|failed to connect|could not connect|couldn't connect|connection (refused|timed out|reset)"
              + "|network is unreachable|no route to host|operation timed out"
              + "|returned error: (408|429|5\\d\\d)|error: 5\\d\\d|empty reply from server"
              + "|early eof");

  private RemoteFailure() {}

  /// Whether the other side did not answer, so that the same may succeed later.
  static boolean isAway(String error) {
    return AWAY.matcher(error.toLowerCase(Locale.ROOT)).find();
  }

  static WorkspaceException explain(RepositorySource source, String error) {
    var said = error.toLowerCase(Locale.ROOT);
    if (isAway(error)) {
      return new WorkspaceException(
          Problem.UNREACHABLE,
          "The repository %s cannot be reached: %s".formatted(source, Git.lastLines(error)),
          "Check the address and the network of the service, then try again.");
    }
    if (said.contains("repository not found") || said.contains("not found")) {
      return new WorkspaceException(
          Problem.NOT_FOUND,
          "There is no repository at " + source,
          "Check the address, and whether the service's credential may see it.");
    }
    if (said.contains("does not appear to be a git repository")
        || said.contains("not a git repository")) {
      return notGit(source);
    }
    if (said.contains("could not read username")
        || said.contains("authentication failed")
        || said.contains("permission denied (")
        || said.contains("error: 403")) {
      return new WorkspaceException(
          Problem.REFUSED,
          "The repository %s refused the service's credential, or wants one".formatted(source),
          "Start the service with GITHUB_TOKEN, GIT_CREDENTIALS_FILE or GIT_SSH_KEY_FILE; see docs/configuration.md.");
    }
    return new WorkspaceException(
        Problem.REFUSED,
        "The repository %s refused: %s".formatted(source, Git.lastLines(error)),
        "Check the service's access to it (credential, ssh key, rights of the directory).");
  }

  static WorkspaceException notGit(RepositorySource source) {
    return new WorkspaceException(
        Problem.NOT_GIT,
        source + " is not a git repository",
        "Give the root of a repository; run `git init` there if it is new.");
  }
}
