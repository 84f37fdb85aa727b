package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The other side of a mirror: what its branches are, and how they come over.
record Remote(Git git, RepositorySource source) {

  private static final String HEADS = "refs/heads/";

  /// What the other side has.
  ///
  /// @param branches names without `refs/heads/`, with their commits
  /// @param head the branch its HEAD names; empty if it names none
  record Listing(NavigableMap<String, CommitId> branches, String head) {

    Optional<String> defaultBranch() {
      if (branches.containsKey(head)) {
        return Optional.of(head);
      }
      if (branches.size() == 1) {
        return Optional.of(branches.firstKey());
      }
      return Optional.of("main")
          .filter(branches::containsKey)
          .or(() -> Optional.of("master").filter(branches::containsKey));
    }

    String format() {
      return branches.firstEntry().getValue().value().length() == 40 ? "sha1" : "sha256";
    }
  }

  Listing list() {
    checkPath();
    var result =
        trusting().run("ls-remote", "--symref", "--", source.location(), "HEAD", HEADS + "*");
    if (!result.succeeded()) {
      throw RemoteFailure.explain(source, result.error());
    }
    var branches = new TreeMap<String, CommitId>();
    var head = "";
    for (var line : result.line().lines().toList()) {
      var words = line.split("\t", 2);
      if (words.length == 2 && words[1].equals("HEAD") && words[0].startsWith("ref: " + HEADS)) {
        head = words[0].substring(("ref: " + HEADS).length());
      } else if (words.length == 2 && words[1].startsWith(HEADS)) {
        branches.put(words[1].substring(HEADS.length()), new CommitId(words[0]));
      }
    }
    return new Listing(branches, head);
  }

  void fetch(Path mirror) {
    var shared = new SharedObjects(git.in(mirror), mirror);
    var result =
        shared
            .filling(trusting().in(mirror))
            .run(
                "fetch",
                "--quiet",
                "--force",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--no-recurse-submodules",
                "--update-shallow",
                "--",
                source.location(),
                "+refs/heads/*:refs/remotes/origin/*");
    if (!result.succeeded()) {
      throw RemoteFailure.explain(source, result.error());
    }
    shared.complete();
  }

  private void checkPath() {
    if (!source.isLocal()) {
      return;
    }
    if (!Files.exists(source.path())) {
      throw new WorkspaceException(
          Problem.NOT_FOUND,
          "There is nothing at " + source,
          "Check the path; it must be readable by the service on its own host.");
    }
    if (!Files.isDirectory(source.path())) {
      throw RemoteFailure.notGit(source);
    }
  }

  /// git refuses to serve a repository of another user unless its exact path is named as safe; the
  /// serving process hears only a configuration file, not `-c`.
  private Git trusting() {
    if (!source.isLocal()) {
      return git;
    }
    try {
      var file = git.home().resolveSibling("trust-" + Integer.toHexString(source.hashCode()));
      if (!Files.exists(file)) {
        Files.writeString(file, trusted());
      }
      return git.variable("GIT_CONFIG_GLOBAL", file.toString());
    } catch (IOException e) {
      throw Layout.broken(git.home(), e);
    }
  }

  private String trusted() throws IOException {
    var path = source.path().toRealPath().toString();
    var escaped = path.replace("\\", "\\\\").replace("\"", "\\\"");
    return "[safe]\n\tdirectory = \"%s\"\n\tdirectory = \"%s/.git\"\n".formatted(escaped, escaped);
  }
}
