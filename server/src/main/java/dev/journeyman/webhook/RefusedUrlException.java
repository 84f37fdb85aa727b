package dev.journeyman.webhook;

/// An address that may not be sent to. The message says why, and what to do.
public final class RefusedUrlException extends RuntimeException {

  RefusedUrlException(String message) {
    super(message);
  }
}
