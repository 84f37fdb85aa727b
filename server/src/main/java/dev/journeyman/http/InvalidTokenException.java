package dev.journeyman.http;

/// A token is not believed. The reason is for the log; the caller only hears 401.
final class InvalidTokenException extends Exception {

  InvalidTokenException(String reason) {
    super(reason);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
