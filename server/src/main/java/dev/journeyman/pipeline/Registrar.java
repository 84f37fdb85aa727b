package dev.journeyman.pipeline;

import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import java.util.List;
import java.util.Optional;

/// Registers repositories after a look at them.
public interface Registrar {

  /// What is asked for.
  ///
  /// @param name taken from the location when empty, with a number if another location has it
  /// @param targetBranch the repository's own when empty
  /// @param guess whether to guess the verify commands from what the tree holds
  record Registration(
      Optional<String> name,
      String location,
      Optional<String> targetBranch,
      RepositoryConfiguration configuration,
      boolean guess) {}

  /// The location cannot be worked on: not git, no commits, no such branch, refused. The message
  /// says which, and what to do.
  final class Refused extends RuntimeException {
    public Refused(String message) {
      super(message);
    }
  }

  /// @throws Refused if the location cannot be worked on
  /// @throws dev.journeyman.repository.NameTakenException if the tenant has one of this name
  Repository register(TaskActions.Actor actor, Registration registration);

  /// Changes branch and configuration; empty if it was archived meanwhile.
  ///
  /// @throws Refused if there is no such branch
  Optional<Repository> change(
      TaskActions.Actor actor,
      Repository before,
      String targetBranch,
      RepositoryConfiguration configuration);

  void archive(TaskActions.Actor actor, Repository repository);

  /// What setup and verification come to on the target branch as it is now.
  ///
  /// @param outcome as in evidence
  record Checked(
      String commit,
      String tree,
      String outcome,
      String explanation,
      List<Evidence.CheckRun> checks) {}

  /// Tries setup and verification; returns when they have ended, which can take long.
  ///
  /// @throws Refused if the repository cannot be reached, or the sandbox cannot run
  Checked check(TaskActions.Actor actor, Repository repository);
}
