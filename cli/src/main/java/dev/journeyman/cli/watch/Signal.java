package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.text.Line;
import java.util.List;

/// What wakes the loop that watches a task.
sealed interface Signal {

  record FromStream(StreamSignal signal) implements Signal {}

  /// A key was pressed.
  record Key(char character) implements Signal {}

  /// The terminal has another size, or is ours again.
  record Resized() implements Signal {}

  /// Ctrl-C.
  record Interrupted() implements Signal {}

  /// Something that was asked for by a key is done.
  record Said(List<Line> lines) implements Signal {}
}
