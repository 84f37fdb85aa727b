package dev.journeyman.cli.connection;

/// Ends a command with a sentence for the person and a number for the script.
public final class CommandException extends RuntimeException {

  private final ExitCode code;

  /// @param message what happened, and what to do; may hold what a server wrote
  public CommandException(ExitCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
