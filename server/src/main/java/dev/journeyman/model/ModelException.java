package dev.journeyman.model;

/// No reply could be had. Messages say what happened and what a person can do.
public abstract sealed class ModelException extends RuntimeException {

  private ModelException(String message, Throwable cause) {
    super(message, cause);
  }

  private ModelException(String message) {
    super(message);
  }

  /// The key is missing, wrong, or may not do this; or the account cannot pay. An operator has to
  /// act.
  public static final class AccessDenied extends ModelException {
    public AccessDenied(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The provider was busy or unreachable, until the deadline or for all attempts.
  public static final class Unreachable extends ModelException {
    private final boolean late;

    public Unreachable(String message, Throwable cause, boolean late) {
      super(message, cause);
      this.late = late;
    }

    /// Whether with more time another attempt would have been made.
    public boolean late() {
      return late;
    }
  }

  /// The conversation does not fit into the model's context.
  public static final class ContextFull extends ModelException {
    public ContextFull(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The provider refused the request itself; sending it again would not help.
  public static final class Rejected extends ModelException {
    public Rejected(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The calling thread was interrupted; its interrupt flag is set.
  public static final class Interrupted extends ModelException {
    public Interrupted(String message) {
      super(message);
    }
  }
}
