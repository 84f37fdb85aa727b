package dev.journeyman.workspace;

/// What has a tree: a commit, or the tree itself.
public sealed interface Treeish permits CommitId, TreeId {

  /// 40 or 64 lower-case hexadecimal digits.
  String value();
}
