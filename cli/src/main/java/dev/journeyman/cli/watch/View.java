package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.text.Line;
import java.util.List;

/// Shows a task that is under way. One thread calls.
interface View extends AutoCloseable {

  /// A replayed log comes before the first snapshot.
  void came(ServerEvent event);

  void lost(StreamSignal.Lost lost);

  default void connected() {}

  /// Ten times a second.
  default void tick() {}

  /// The terminal has another size.
  default void resized() {}

  /// What came of something that was asked for with a key.
  default void say(List<Line> lines) {}

  /// Gives the terminal back.
  @Override
  default void close() {}
}
