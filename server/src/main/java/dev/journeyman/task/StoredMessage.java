package dev.journeyman.task;

import java.util.Locale;

/// One message of a conversation as it was sent or received.
///
/// @param position from 0, without gaps
/// @param part the part of the job it belongs to, such as `analyze` or `execute/2`
/// @param json the message, byte for byte
public record StoredMessage(int position, String part, Role role, String json) {

  /// Who speaks.
  public enum Role {
    USER,
    ASSISTANT;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
