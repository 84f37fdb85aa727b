package dev.journeyman.workspace;

import java.util.function.Supplier;

/// Lets a write happen only while its worker still holds its task. A worker that was declared dead
/// and wakes up would else write over what the one after it has done.
public interface Fence {

  /// Nobody else writes.
  Fence OPEN =
      new Fence() {
        @Override
        public <R> R within(Supplier<R> write) {
          return write.get();
        }
      };

  /// Does the write, which is short, so that nobody takes the task meanwhile.
  ///
  /// @throws RuntimeException if the task is no longer the worker's; nothing is written then
  <R> R within(Supplier<R> write);
}
