package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps namespaces for one task, by processes that only sleep in them: a holder for user and
/// network, and where there are dependency caches a keeper, in the holder's, for the mounts of the
/// task's layers over them. They start with the first command, and again if somebody killed them.
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
          "--die-with-parent",
          "--json-status-fd",
          Integer.toString(ShellLine.STATUS));
  private static final List<String> SLEEPER =
      List.of("/bin/sh", "-c", "echo ready; exec sleep infinity");

  /// The kernel forgets a wish to die with the parent when rights are gained, so it comes last.
  private static final List<String> BOUND =
      List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--");

  /// @param member the process whose namespaces are joined
  private record Sleeper(BubblewrapStart.Helper helper, long member) {
    boolean isAlive() {
      return helper.process().isAlive();
    }
  }

  private record Keeper(
      Sleeper sleeper, List<DependencyCache> caches, CacheCopies.Leases leases, Sleeper holder) {
    void end() {
      sleeper.helper().end();
      leases.close();
    }
  }

  private final BubblewrapStart start;
  private final Path kept;
  private Optional<Sleeper> holder = Optional.empty();
  private Optional<Keeper> keeper = Optional.empty();
  private boolean closed;

  /// @param kept a directory for what the task changes in caches
  TaskNamespace(BubblewrapStart start, Path kept) {
    this.start = start;
    this.kept = kept;
  }

  /// What a command with these caches goes through to be in the task.
  ///
  /// @param joining what comes before bubblewrap
  record Way(List<String> joining, List<Layers.Layer> layers) {}

  /// Starts what has to be started.
  ///
  /// @throws IOException if it cannot be; the message names the remedy
  synchronized Way way(List<DependencyCache> caches) throws IOException {
    if (closed) {
      throw new IOException("The sandbox of this task is closed");
    }
    var holding = livingHolder();
    var joining = new ArrayList<>(join("-n", holding));
    if (caches.isEmpty()) {
      return new Way(joining, List.of());
    }
    var keeping = livingKeeper(caches, holding);
    joining.addAll(join("-m", keeping.sleeper()));
    return new Way(joining, keeping.leases().layers(caches, _ -> "-"));
  }

  private static List<String> join(String namespace, Sleeper sleeper) {
    return List.of(
        "/usr/bin/nsenter",
        "--preserve-credentials",
        "-U",
        namespace,
        "-t",
        Long.toString(sleeper.member()),
        "--");
  }

  private Sleeper livingHolder() throws IOException {
    if (holder.filter(Sleeper::isAlive).isEmpty()) {
      holder = Optional.of(startedHolder());
    }
    return holder.orElseThrow();
  }

  private Sleeper startedHolder() throws IOException {
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(start.systemPaths());
    var helper = start.helper(arguments, SLEEPER);
    var said = firstWords(helper);
    var child = helper.status().childId();
    if (!said.equals("ready\n") || child.isEmpty()) {
      helper.end();
      throw new IOException(Diagnosis.of(said, 1).sentence());
    }
    return new Sleeper(helper, child.getAsLong());
  }

  /// A keeper in the namespace of a holder that has ended is of no use; commands that still run
  /// keep its mounts.
  private Keeper livingKeeper(List<DependencyCache> caches, Sleeper holding) throws IOException {
    var usable =
        keeper.filter(
            known ->
                known.sleeper().isAlive()
                    && known.caches().equals(caches)
                    && known.holder().equals(holding));
    if (usable.isEmpty()) {
      keeper.ifPresent(Keeper::end);
      keeper = Optional.empty();
      keeper = Optional.of(startedKeeper(caches, holding));
    }
    return keeper.orElseThrow();
  }

  private Keeper startedKeeper(List<DependencyCache> caches, Sleeper holding) throws IOException {
    var leases = start.copies().lease(caches);
    try {
      var line = new ArrayList<>(join("-n", holding));
      line.addAll(start.layered(leases.layers(caches, start.keptIn(kept))));
      line.addAll(BOUND);
      line.addAll(SLEEPER);
      var helper = start.plainHelper(line);
      var said = firstWords(helper);
      if (!said.equals("ready\n")) {
        helper.end();
        throw new IOException(Diagnosis.of(said, 1).sentence());
      }
      return new Keeper(
          new Sleeper(helper, helper.process().pid()), List.copyOf(caches), leases, holding);
    } catch (IOException e) {
      leases.close();
      throw e;
    }
  }

  private static String firstWords(BubblewrapStart.Helper helper) throws IOException {
    var words = new byte[1024];
    int length = helper.process().getInputStream().read(words);
    return length <= 0 ? "" : new String(words, 0, length, StandardCharsets.UTF_8);
  }

  /// The kernel ends the holder's sleeper with its bubblewrap.
  @Override
  public synchronized void close() {
    closed = true;
    keeper.ifPresent(Keeper::end);
    holder.ifPresent(known -> known.helper().end());
    keeper = Optional.empty();
    holder = Optional.empty();
  }
}
