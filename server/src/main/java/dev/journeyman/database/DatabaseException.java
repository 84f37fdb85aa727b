package dev.journeyman.database;

/// The database cannot be started, reached or migrated; the message says what to do about it.
public final class DatabaseException extends RuntimeException {

  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  static DatabaseException unreachable(String jdbcUrl, Login login, Throwable cause) {
    return new DatabaseException(
        "Cannot reach the database at %s as %s: %s"
            .formatted(jdbcUrl, login.user(), deepestMessage(cause)),
        cause);
  }

  private static String deepestMessage(Throwable error) {
    var cause = error.getCause();
    return cause == null ? String.valueOf(error.getMessage()) : deepestMessage(cause);
  }
}
