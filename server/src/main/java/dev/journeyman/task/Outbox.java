package dev.journeyman.task;

/// Tells others, outside of the service, where tasks stand. Webhooks implement it; who changes a
/// task calls it in the same transaction, so that nothing is told that did not happen, and nothing
/// that happened is lost.
@FunctionalInterface
public interface Outbox {

  /// Takes up that a task is new, or has come to another status.
  ///
  /// @param task as it is stored; its sequence is that of the newest event
  void reached(Task task);
}
