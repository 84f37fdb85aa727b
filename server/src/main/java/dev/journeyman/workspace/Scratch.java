package dev.journeyman.workspace;

import java.nio.file.Path;
import java.util.UUID;

/// A directory for a while: what is written into it goes when it is closed.
public final class Scratch implements AutoCloseable {

  private final Path outer;
  private final Removal removal;
  private final Layout layout;

  Scratch(Layout layout, Removal removal) {
    this.outer = layout.exports().resolve("scratch-" + UUID.randomUUID());
    this.removal = removal;
    this.layout = layout;
    layout.pass(outer);
  }

  /// Does not exist until something is written there.
  public Path directory() {
    return outer.resolve("tree");
  }

  /// A directory beside it for what a sandbox keeps.
  public Path room() {
    var room = outer.resolve("sandbox");
    layout.pass(room);
    return room;
  }

  @Override
  public void close() {
    removal.remove(outer);
  }
}
