package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps a user and a network namespace for one task, by a process that only sleeps in them. It
/// starts with the first command, and again if somebody killed it.
final class TaskNamespace implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "--clearenv",
          "--unshare-user",
          "--unshare-net",
          "--uid",
          "1000",
          "--gid",
          "1000",
          "--cap-drop",
          "ALL",
          "--new-session",
          "--die-with-parent",
          "--json-status-fd",
          Integer.toString(ShellLine.STATUS));
  private static final List<String> SLEEPER =
      List.of("/bin/sh", "-c", "echo ready; exec sleep infinity");

  private record Holder(Process process, long sleeper) {}

  private final BubblewrapStart start;
  private Optional<Holder> holder = Optional.empty();
  private boolean closed;

  TaskNamespace(BubblewrapStart start) {
    this.start = start;
  }

  /// The id of the process whose namespaces are to be joined.
  ///
  /// @throws IOException if it cannot be started; the message names the remedy
  synchronized long holder() throws IOException {
    if (closed) {
      throw new IOException("The sandbox of this task is closed");
    }
    var living = holder.filter(known -> known.process().isAlive());
    if (living.isEmpty()) {
      living = Optional.of(started());
      holder = living;
    }
    return living.get().sleeper();
  }

  private Holder started() throws IOException {
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(start.systemPaths());
    var helper = start.helper(arguments, SLEEPER);
    var words = new byte[1024];
    int length = helper.process().getInputStream().read(words);
    var said = length <= 0 ? "" : new String(words, 0, length, StandardCharsets.UTF_8);
    var child = helper.status().childId();
    helper.status().delete();
    if (!said.equals("ready\n") || child.isEmpty()) {
      helper.process().destroyForcibly();
      throw new IOException(Diagnosis.of(said, 1).sentence());
    }
    return new Holder(helper.process(), child.getAsLong());
  }

  /// The kernel ends the sleeper with its bubblewrap.
  @Override
  public synchronized void close() {
    closed = true;
    holder.ifPresent(known -> known.process().destroyForcibly());
    holder = Optional.empty();
  }
}
