package dev.journeyman.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A terminal of its own, by tmux: types, resizes and reads the screen.
final class Pane implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path socket;

  private Pane(Path socket) {
    this.socket = socket;
  }

  /// @param command for a shell; the screen stays when it has ended
  static Pane open(Path directory, int columns, int rows, String command)
      throws IOException, InterruptedException {
    // Of its own: the server of the pane before may still be going down.
    var pane = new Pane(directory.resolve("tmux" + System.nanoTime()));
    pane.tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        command + "; code=$?; echo; echo Ended with $code.; exec cat");
    return pane;
  }

  void type(String keys) throws IOException, InterruptedException {
    tmux("send-keys", keys);
  }

  void resize(int columns, int rows) throws IOException, InterruptedException {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /// What can be seen now.
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p");
  }

  /// What can be seen, and what was scrolled away above; broken lines are joined.
  String history() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-J", "-S", "-");
  }

  /// Waits until the screen is as it should be.
  String await(Predicate<String> condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var screen = screen();
      if (condition.test(screen)) {
        return screen;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to pass; the screen shows:\n" + screen);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    try {
      tmux("kill-server");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
