package dev.journeyman.workspace;

/// The full id of a tree: what a human approves.
///
/// @param value 40 or 64 lower-case hexadecimal digits
public record TreeId(String value) implements Treeish {

  public TreeId {
    ObjectName.check("tree", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
