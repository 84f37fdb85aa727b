package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Network;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.Scratch;
import dev.journeyman.workspace.Treeish;
import dev.journeyman.workspace.WorkTreeFiles;
import dev.journeyman.workspace.Workspaces;
import java.nio.file.Path;

/// Clean copies of trees in which the service runs what it relies on.
final class CleanTrees {

  private final Workspaces workspaces;

  CleanTrees(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /// Writes a tree out; closing the result takes it away.
  Clean open(Shift shift, Treeish tree) {
    return open(shift.mirror(), shift.repository().configuration(), shift.network(), tree);
  }

  /// Writes a tree out where there is no task.
  Clean open(Mirror mirror, RepositoryConfiguration configuration, Network network, Treeish tree) {
    var scratch = workspaces.scratch();
    try {
      mirror.export(tree, scratch.directory());
      return new Clean(scratch, files(scratch), configuration, network);
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  private WorkTreeFiles files(Scratch scratch) {
    return workspaces.files(scratch.directory(), scratch.room().resolve("staging"));
  }

  /// One clean copy.
  ///
  /// @param files the service's own access to it
  record Clean(
      Scratch scratch, WorkTreeFiles files, RepositoryConfiguration configuration, Network network)
      implements AutoCloseable {

    Path directory() {
      return scratch.directory();
    }

    /// A directory beside the copy for what a sandbox keeps.
    Path room() {
      return scratch.room();
    }

    /// A command as the repository's settings have it.
    Command prepare(Command command) {
      return Commands.prepare(command, configuration, network);
    }

    @Override
    public void close() {
      scratch.close();
    }
  }
}
