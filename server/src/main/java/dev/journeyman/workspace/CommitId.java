package dev.journeyman.workspace;

/// The full id of a commit.
///
/// @param value 40 or 64 lower-case hexadecimal digits
public record CommitId(String value) implements Treeish {

  public CommitId {
    ObjectName.check("commit", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
