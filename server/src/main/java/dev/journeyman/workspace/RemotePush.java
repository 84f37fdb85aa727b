package dev.journeyman.workspace;

/// Pushes one branch of a mirror to its remote.
record RemotePush(Objects objects, Remote remote) {

  /// @param what a commit, or nothing to take the branch away
  /// @param rule `--force`, or a lease
  BoundedProcess.Result run(String what, BranchName branch, String rule) {
    return remote
        .git()
        .in(objects.git().directory().orElseThrow())
        .run(
            "push",
            "--quiet",
            "--no-verify",
            "--no-signed",
            "--no-follow-tags",
            "--recurse-submodules=no",
            rule,
            "--",
            remote.source().location(),
            what + ":" + branch.reference());
  }
}
