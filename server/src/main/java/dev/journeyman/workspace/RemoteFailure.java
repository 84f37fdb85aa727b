package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.Locale;

/// Turns what git says when the other side does not answer as hoped into a problem with a remedy.
final class RemoteFailure {

  private RemoteFailure() {}

  static WorkspaceException explain(RepositorySource source, String error) {
    var said = error.toLowerCase(Locale.ROOT);
    if (said.contains("repository not found") || said.contains("not found")) {
      return new WorkspaceException(
          Problem.NOT_FOUND,
          "There is no repository at " + source,
          "Check the address, and whether the service's credential may see it.");
    }
    if (said.contains("could not resolve") || said.contains("name or service not known")) {
      return new WorkspaceException(
          Problem.NOT_FOUND,
          "The host of " + source + " is unknown: " + Git.lastLines(error),
          "Check the address and the network of the service.");
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
    if (said.contains("failed to connect")
        || said.contains("could not connect")
        || said.contains("connection refused")
        || said.contains("connection timed out")
        || said.contains("network is unreachable")) {
      return new WorkspaceException(
          Problem.BROKEN,
          "The repository %s cannot be reached: %s".formatted(source, Git.lastLines(error)),
          "Check the address and the network of the service, then try again.");
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
