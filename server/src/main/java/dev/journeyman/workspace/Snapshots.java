package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.List;
import java.util.stream.IntStream;

/// Takes snapshots of a work tree. The sandbox hands out a pack; the mirror checks every object.
record Snapshots(Checkout checkout) {

  private static final int NESTED = 3;
  private static final int NAMES = 64 * 1024;
  private static final String SUBMODULE = "160000";

  TreeId take(CommitId head) {
    var exchange = new Exchange(checkout.service().resolve("exchange"));
    var code =
        checkout
            .sandboxed()
            .run(
                checkout.tree(),
                checkout.service(),
                "snapshot.sh",
                NESTED,
                checkout.objects().tree(head).value());
    if (code != 0) {
      throw nested(FileNames.split(exchange.read("nested", NAMES)));
    }
    var tree = treeId(Objects.text(exchange.read("tree", 100)).strip());
    if (exchange.holds("pack")) {
      checkout.objects().adopt(new GitInput.Stored(exchange.file("pack")));
    }
    checkout.objects().requireTree(tree);
    refuseNewSubmodules(head, tree);
    return tree;
  }

  private static TreeId treeId(String text) {
    try {
      return new TreeId(text);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "git in the sandbox named no tree",
          "Look at the files the task left; the repository itself was not changed.",
          e);
    }
  }

  /// A repository that appeared between the search for it and `git add` shows up as a submodule.
  private void refuseNewSubmodules(CommitId head, TreeId tree) {
    var raw = FileNames.split(checkout.objects().rawDiff(head, tree));
    var changed =
        IntStream.range(0, raw.size() / 2)
            .filter(i -> raw.get(2 * i).split(" ")[1].equals(SUBMODULE))
            .mapToObj(i -> raw.get(2 * i + 1))
            .toList();
    if (!changed.isEmpty()) {
      throw nested(changed);
    }
  }

  private static WorkspaceException nested(List<String> paths) {
    return new WorkspaceException(
        Problem.NESTED_REPOSITORY,
        "There are git repositories among the files: "
            + String.join(", ", paths.stream().limit(10).map(Quoted::of).toList()),
        "Remove their .git, or name the directories in .gitignore.");
  }
}
