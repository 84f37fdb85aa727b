package dev.journeyman.workspace;

import java.nio.file.Path;
import java.util.UUID;

/// A directory for a while: what is written into it goes when it is closed.
public final class Scratch implements AutoCloseable {

  private final Path outer;
  private final Removal removal;

  Scratch(Layout layout, Removal removal) {
    this.outer = layout.exports().resolve("scratch-" + UUID.randomUUID());
    this.removal = removal;
    layout.pass(outer);
  }

  /// Does not exist until something is written there.
  public Path directory() {
    return outer.resolve("tree");
  }

  @Override
  public void close() {
    removal.remove(outer);
  }
}
