package dev.journeyman.pipeline;

import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
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

  /// Lets changes of a registered repository land on another branch from now on.
  ///
  /// @throws Refused if there is no such branch
  Repository retarget(TaskActions.Actor actor, Repository repository, String branch);
}
