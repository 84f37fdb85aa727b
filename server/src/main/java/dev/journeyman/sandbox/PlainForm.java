package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A command without a sandbox. Its processes are known by a variable in their environment, which
/// their children inherit however they were started.
///
/// @param mark the value of that variable
record PlainForm(String mark, Path record) implements Execution.Form {

  static final String MARK = "JOURNEYMAN_COMMAND";

  /// What the command left in the background would otherwise keep its output open for ever.
  void killWhatIsLeftAfter(Process process) {
    var _ = process.onExit().thenRun(this::killMarked);
  }

  @Override
  public void kill(Process process) {
    process.destroyForcibly();
    killMarked();
  }

  private void killMarked() {
    var words = MARK + "=" + mark + "\0";
    ProcessHandle.allProcesses()
        .filter(process -> environment(process.pid()).contains(words))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static String environment(long id) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(id), "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public Outcome outcome(int exitValue, Output output, Duration duration) {
    return new Outcome.Exited(exitValue, output, duration);
  }

  @Override
  public void ended(Process process) {
    LeftOvers.forget(record);
  }
}
