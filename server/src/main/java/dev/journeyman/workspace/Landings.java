package dev.journeyman.workspace;

/// How work reaches a source: one way for a repository on this host, one for a remote.
sealed interface Landings permits LocalLandings, RemoteLandings {

  /// @param kept the branch under which the work stays available if it cannot land
  Landing land(BranchName kept, BranchName branch, CommitId expected, CommitId commit);

  /// Sets a branch of the source, whatever it was.
  void keep(BranchName branch, CommitId commit);
}
