package dev.journeyman.workspace;

/// What happened to one file.
///
/// @param path where it is now, or was if it is gone; bytes that are not UTF-8 show as `\xNN`
/// @param oldPath where it was; differs from `path` only in a rename
/// @param oldMode such as `100644`; `000000` if it was not there
/// @param newMode such as `100755`; `000000` if it is gone
/// @param binary whether its content is not shown as text
/// @param patch its part of the unified diff; empty if left out
/// @param truncated whether the patch is left out or cut because of its size
public record FileChange(
    Status status,
    String path,
    String oldPath,
    String oldMode,
    String newMode,
    boolean binary,
    int additions,
    int deletions,
    String patch,
    boolean truncated) {

  public enum Status {
    ADDED,
    MODIFIED,
    DELETED,
    RENAMED,
    /// Only its mode differs.
    MODE_CHANGED,
    /// A file became a symbolic link or submodule, or the other way round.
    TYPE_CHANGED
  }

  public enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }

  /// What it is now, or was if it is gone.
  public Kind kind() {
    return switch (status == Status.DELETED ? oldMode : newMode) {
      case "100755" -> Kind.EXECUTABLE;
      case "120000" -> Kind.SYMLINK;
      case "160000" -> Kind.SUBMODULE;
      default -> Kind.FILE;
    };
  }

  FileChange counted(boolean isBinary, int added, int deleted) {
    return new FileChange(
        status, path, oldPath, oldMode, newMode, isBinary, added, deleted, patch, truncated);
  }

  FileChange patched(String text, boolean cut) {
    return new FileChange(
        status, path, oldPath, oldMode, newMode, binary, additions, deletions, text, cut);
  }
}
