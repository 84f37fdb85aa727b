package dev.journeyman.cli.connection;

import java.time.Duration;

/// What a stream tells its listener.
public sealed interface StreamSignal {

  record Came(ServerEvent event) implements StreamSignal {}

  /// The connection broke; the stream comes back by itself.
  record Lost(String reason, Duration until) implements StreamSignal {}

  /// It is connected, for the first time or again.
  record Connected() implements StreamSignal {}

  /// The task has ended and everything was read.
  record Ended() implements StreamSignal {}

  /// It cannot go on.
  record Broken(CommandException reason) implements StreamSignal {}
}
