package dev.journeyman.pipeline;

/// One stage of the way of a task. It ends by having changed the task's status, or by an exception
/// that says why it could not.
interface Stage {

  /// Works until the stage is over. Called again after a restart, it goes on where it stood.
  ///
  /// @throws InterruptedException when the worker is asked to stop
  void run(Shift shift) throws InterruptedException;
}
