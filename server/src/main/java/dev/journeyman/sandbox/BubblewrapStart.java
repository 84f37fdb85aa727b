package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Starts commands in bubblewrap and has them watched.
final class BubblewrapStart implements AutoCloseable {

  static final String BUBBLEWRAP = "/usr/bin/bwrap";
  private static final Path ROOT = Path.of("/");

  private final SandboxSettings settings;
  private final HostDirectory files;
  private final List<String> systemPaths = SystemPaths.arguments();
  private final Starter starter = new Starter();
  private final Watchdog watchdog;
  private final Turns turns;

  BubblewrapStart(SandboxSettings settings, HostDirectory files) {
    this.settings = settings;
    this.files = files;
    this.watchdog = new Watchdog(settings.limits());
    this.turns = new Turns(settings.limits().commands());
  }

  List<String> systemPaths() {
    return systemPaths;
  }

  Outcome inTurn(Supplier<Outcome> work) {
    return turns.take(work);
  }

  /// A bubblewrap of the service's own.
  record Helper(Process process, StatusFile status) {}

  /// Starts one that lives until it is killed.
  Helper helper(List<String> arguments, List<String> program) throws IOException {
    var name = files.nextName();
    var status = new StatusFile(files.status(name));
    var prefix = settings.user().prefix();
    var line = ShellLine.of(files, status.path(), prefix, BUBBLEWRAP, program);
    var process = starter.start(line, Map.of(), ROOT);
    hand(process, arguments);
    return new Helper(process, status);
  }

  /// Starts a command, or gives a begun command that has ended already because it was refused.
  Begun begin(Command command, Surroundings surroundings, OutputListener listener) {
    var refusal = CommandCheck.refusal(command);
    if (refusal.isPresent()) {
      return new Begun.Refused(new Outcome.Unavailable(refusal.get()));
    }
    try {
      return new Begun.Running(started(command, surroundings, listener));
    } catch (IOException e) {
      return new Begun.Refused(
          new Outcome.Unavailable("The sandbox cannot be started: " + e.getMessage()));
    }
  }

  private Execution started(Command command, Surroundings surroundings, OutputListener listener)
      throws IOException {
    var name = files.nextName();
    var status = new StatusFile(files.status(name));
    var line =
        ShellLine.of(
            files,
            status.path(),
            prefix(surroundings),
            BUBBLEWRAP,
            InnerProgram.of(command, ProxyRoute.NONE.wrapper()));
    var arguments =
        BubblewrapArguments.of(
            command, surroundings, systemPaths, settings.readOnlyPaths(), ProxyRoute.NONE);
    var process = starter.start(line, Map.of(), ROOT);
    LeftOvers.remember(files.process(name), process.pid());
    hand(process, arguments);
    var output =
        new OutputCollector(
            command.limits().keptOutputBytes(),
            listener,
            files.output(name),
            settings.limits().fullOutputBytes());
    var execution =
        new Execution(
            process,
            new SandboxedForm(status, files.process(name)),
            output,
            command.limits(),
            writable(command, surroundings));
    watchdog.watch(execution.begin());
    return execution;
  }

  /// Runs a program of the host to its end and gives what it wrote; for the probe only.
  String plain(List<String> line) {
    try {
      var process = starter.start(line, Map.of(), ROOT);
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<String> prefix(Surroundings surroundings) {
    var prefix = new ArrayList<>(settings.user().prefix());
    if (surroundings instanceof Surroundings.Shared(_, _, long holder)) {
      prefix.addAll(
          List.of(
              "/usr/bin/nsenter",
              "--preserve-credentials",
              "-U",
              "-n",
              "-t",
              Long.toString(holder),
              "--"));
    }
    return prefix;
  }

  /// Bubblewrap that failed before it read them closes the pipe; its own words say why it did.
  private static void hand(Process process, List<String> arguments) {
    var bytes = (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
    try (var input = process.getOutputStream()) {
      input.write(bytes);
    } catch (IOException e) {
      assert process.pid() > 0;
    }
  }

  private static List<Path> writable(Command command, Surroundings surroundings) {
    return switch (surroundings) {
      case Surroundings.Fresh() -> List.of(command.workTree());
      case Surroundings.Shared(var temporary, var home, _) ->
          List.of(command.workTree(), temporary, home);
    };
  }

  @Override
  public void close() {
    watchdog.running().forEach(execution -> execution.stopAndWait(Ending.CANCEL));
    watchdog.close();
    starter.close();
  }
}
