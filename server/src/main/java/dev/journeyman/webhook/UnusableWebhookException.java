package dev.journeyman.webhook;

/// The state of a webhook or of a delivery does not allow what is asked. Nothing was changed; the
/// message says what to do.
public final class UnusableWebhookException extends RuntimeException {

  UnusableWebhookException(String message) {
    super(message);
  }
}
