package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A git directory that holds nothing but what one task needs: no remote, no hook, no history of
/// its own. Objects are borrowed from the mirror, which the sandbox shows as `/repo-objects`: all
/// of them to git of ours, only [SharedObjects] to the agent.
final class PrivateGitDirectory {

  private PrivateGitDirectory() {}

  /// Makes one with a branch at `commit`, without an index, for the sandbox's user.
  static void make(Layout layout, Path directory, String branch, CommitId commit, Path mirror) {
    try {
      for (var part : new String[] {"", "objects", "objects/info", "objects/pack", "info"}) {
        layout.give(directory.resolve(part));
      }
      var reference = directory.resolve("refs/heads/" + branch);
      for (var part = directory.resolve("refs"); !part.equals(reference); ) {
        layout.give(part);
        part = part.resolve(part.relativize(reference).getName(0));
      }
      write(layout, reference, commit + "\n");
      write(layout, directory.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
      write(layout, directory.resolve("config"), configuration(commit));
      write(layout, directory.resolve("objects/info/alternates"), "/repo-objects\n");
      copyShallow(layout, mirror, directory);
    } catch (IOException e) {
      throw Layout.broken(directory, e);
    }
  }

  private static void write(Layout layout, Path file, String text) throws IOException {
    Files.writeString(file, text);
    layout.giveFile(file);
  }

  private static void copyShallow(Layout layout, Path mirror, Path directory) throws IOException {
    var shallow = mirror.resolve("shallow");
    if (Files.exists(shallow)) {
      write(layout, directory.resolve("shallow"), Files.readString(shallow));
    }
  }

  private static String configuration(CommitId commit) {
    var format =
        commit.value().length() == 40
            ? "\trepositoryformatversion = 0\n"
            : "\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n[core]\n";
    return "[core]\n"
        + format
        + """
          \tbare = false
          \tfilemode = true
          \tsymlinks = true
          \tquotePath = false
          [gc]
          \tauto = 0
          [maintenance]
          \tauto = false
          [user]
          \tname = Journeyman
          \temail = journeyman@localhost
          [advice]
          \tdetachedHead = false
          """;
  }
}
