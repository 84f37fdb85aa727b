package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Starts commands in bubblewrap and has them watched.
final class BubblewrapStart implements AutoCloseable {

  static final String BUBBLEWRAP = "/usr/bin/bwrap";
  private static final Path ROOT = Path.of("/");

  private final SandboxSettings settings;
  private final HostDirectory files;
  private final List<String> systemPaths = SystemPaths.arguments();
  private final Starter starter = new Starter();
  private final CacheCopies copies;
  private final Frames frames;
  private final Bubbles bubbles;
  private final StandbyRoom room;
  private final Watchdog watchdog;
  private final Turns turns;

  BubblewrapStart(SandboxSettings settings, HostDirectory files, Optional<ControlGroups> groups) {
    this.settings = settings;
    this.files = files;
    this.frames = new Frames(settings, files, systemPaths);
    this.bubbles = new Bubbles(starter, files, groups);
    this.room = new StandbyRoom(settings.limits().commands());
    this.copies =
        new CacheCopies(files.cacheCopies(), new Ownership(settings.user()), settings.openPlaces());
    this.watchdog = new Watchdog(settings.limits());
    this.turns = new Turns(settings.limits().commands());
  }

  List<String> systemPaths() {
    return systemPaths;
  }

  Outcome inTurn(Supplier<Outcome> work) {
    return turns.take(work);
  }

  CacheCopies copies() {
    return copies;
  }

  /// For one task, which closes it.
  Standby standby() {
    return new Standby(bubbles, room);
  }

  /// A process of the service's own that lives until it is ended.
  ///
  /// @param record who it is, for a later service
  record Helper(Process process, StatusFile status, Path record) {
    void end() {
      process.destroyForcibly();
      status.delete();
      LeftOvers.forget(record);
    }
  }

  /// Starts a bubblewrap.
  Helper helper(List<String> arguments, List<String> program) throws IOException {
    var name = files.nextName();
    var status = new StatusFile(files.status(name));
    var prefix = settings.user().prefix();
    var line =
        ShellLine.of(
            files, status.path(), Optional.empty(), Optional.empty(), prefix, BUBBLEWRAP, program);
    var helper = remembered(name, starter.start(line, Map.of(), ROOT), status);
    Bubbles.hand(helper.process(), Bubbles.written(arguments));
    return helper;
  }

  /// Starts another program as the sandbox's user.
  Helper plainHelper(List<String> program) throws IOException {
    var name = files.nextName();
    var line = new ArrayList<>(settings.user().prefix());
    line.addAll(program);
    var process = starter.start(line, Map.of(), ROOT);
    process.getOutputStream().close();
    return remembered(name, process, new StatusFile(files.status(name)));
  }

  private Helper remembered(String name, Process process, StatusFile status) throws IOException {
    LeftOvers.remember(files.process(name), process.pid());
    return new Helper(process, status, files.process(name));
  }

  /// What mounts layers over caches and becomes what follows it.
  List<String> layered(List<Layers.Layer> layers) {
    return frames.layered(layers);
  }

  /// Where a task keeps its changes to each cache.
  Function<DependencyCache, String> keptIn(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    var ownership = new Ownership(settings.user());
    return cache -> ownership.makeDirectory(directory.resolve(cache.kind().wire())).toString();
  }

  /// Starts a command, or gives a begun command that has ended already because it was refused.
  Begun begin(Command command, Surroundings surroundings, OutputListener listener) {
    var refusal = CommandCheck.refusal(command, settings);
    if (refusal.isPresent()) {
      return new Begun.Refused(new Outcome.Unavailable(refusal.get()));
    }
    try {
      return new Begun.Running(started(command, surroundings, listener));
    } catch (IOException e) {
      return Begun.failed("The sandbox cannot be started: " + e.getMessage());
    }
  }

  private Execution started(Command command, Surroundings surroundings, OutputListener listener)
      throws IOException {
    var leases = leases(command, surroundings);
    try {
      var layers = layers(command, surroundings, leases);
      var execution = started(command, surroundings, listener, layers);
      execution.whenEnded(leases::close);
      return execution;
    } catch (IOException e) {
      leases.close();
      throw e;
    }
  }

  private Execution started(
      Command command,
      Surroundings surroundings,
      OutputListener listener,
      List<Layers.Layer> layers)
      throws IOException {
    var route = ProxyRoute.of(command, settings, files.socket());
    try {
      var execution = execution(command, surroundings, listener, route, layers);
      execution.whenEnded(route::close);
      watchdog.watch(execution.begin());
      return execution;
    } catch (IOException e) {
      route.close();
      throw e;
    }
  }

  private CacheCopies.Leases leases(Command command, Surroundings surroundings) throws IOException {
    return switch (surroundings) {
      case Surroundings.Fresh() -> copies.lease(command.caches());
      case Surroundings.Shared _ -> copies.lease(List.of());
    };
  }

  private static List<Layers.Layer> layers(
      Command command, Surroundings surroundings, CacheCopies.Leases leases) {
    return switch (surroundings) {
      case Surroundings.Fresh() -> leases.layers(command.caches(), _ -> "-");
      case Surroundings.Shared shared -> shared.layers();
    };
  }

  private Execution execution(
      Command command,
      Surroundings surroundings,
      OutputListener listener,
      ProxyRoute route,
      List<Layers.Layer> layers)
      throws IOException {
    var frame = frames.of(command, surroundings, route, layers);
    var limits = command.limits();
    var program = InnerProgram.of(command, route.wrapper());
    var bubble =
        switch (surroundings) {
          case Surroundings.Fresh() -> bubbles.start(frame, limits, program);
          case Surroundings.Shared shared -> shared.standby().begin(frame, limits, program);
        };
    var output =
        OutputCollector.of(
            limits, listener, files.output(bubble.name()), settings.limits().fullOutputBytes());
    var execution =
        new Execution(
            bubble.process(),
            bubble.form(),
            output,
            limits,
            Frames.writable(command, surroundings));
    if (surroundings instanceof Surroundings.Shared shared && Frames.repeatable(command)) {
      execution.whenEnded(() -> shared.standby().prepare(frame, limits));
    }
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

  @Override
  public void close() {
    watchdog.running().forEach(execution -> execution.stopAndWait(Ending.CANCEL));
    watchdog.close();
    room.close();
    starter.close();
    files.release();
  }
}
