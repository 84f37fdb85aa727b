package dev.journeyman.sandbox;

/// A bubblewrap that has been started.
///
/// @param name under which the sandbox's directory knows it
record Bubble(String name, Process process, SandboxedForm form) {

  /// Ends one in which nothing has begun; returns when nothing of it is left.
  void end() {
    form.kill(process);
    process.onExit().join();
    form.ended(process);
  }
}
