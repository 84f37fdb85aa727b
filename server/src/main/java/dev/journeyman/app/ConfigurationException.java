package dev.journeyman.app;

/// The service cannot start as it is configured; the message names the variable and the remedy.
public final class ConfigurationException extends RuntimeException {

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
