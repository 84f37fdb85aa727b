package dev.journeyman.agent;

/// Who works on a task at the same time as a part of it.
public sealed interface Company {

  /// Nobody.
  record Alone(Stopwatch clock) implements Company {}

  /// Other parts, each in a conversation of its own.
  ///
  /// @param clock the same for all of them
  /// @param label what the part is called where theirs are shown as well, such as `step 2`
  record Others(Stopwatch clock, String label) implements Company {}

  static Company none() {
    return new Alone(new Stopwatch());
  }

  Stopwatch clock();

  default boolean isAlone() {
    return this instanceof Alone;
  }

  /// A feed on which one can tell the parts from each other.
  default LiveFeed feed(LiveFeed live) {
    return switch (this) {
      case Alone _ -> live;
      case Others(_, String label) -> new LabelledFeed(live, label);
    };
  }
}
