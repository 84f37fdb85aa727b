package dev.journeyman.workspace;

/// What kept the service from reading or writing a file of a work tree. The message names the path
/// and says what to do; it is fit for the model to read.
public final class TreeFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// What it was, for programs.
  public enum Reason {
    /// The text is no path inside the work tree.
    REFUSED,
    /// A symbolic link on the way points outside.
    LEAVES_TREE,
    MISSING,
    /// A directory where a file was asked for.
    IS_DIRECTORY,
    NOT_A_DIRECTORY,
    /// A pipe, socket or device.
    NOT_A_REGULAR_FILE,
    TOO_LARGE,
    /// The file system said no: access, space, or something moved meanwhile.
    FAILED
  }

  private final Reason reason;

  public TreeFileException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  TreeFileException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
