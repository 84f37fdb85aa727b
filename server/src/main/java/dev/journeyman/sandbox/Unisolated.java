package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// No sandbox at all: plain processes with the same limits, timeouts and watchdog, that can read
/// and change whatever the service's user can. For a machine that is itself thrown away, and only
/// where `SANDBOX=none` was asked for by name. Network rules do not hold.
public final class Unisolated implements Sandbox {

  /// Its commands read whatever the service can.
  private static final List<Path> EVERYTHING = List.of(Path.of("/"));

  private final SandboxSettings settings;
  private final HostDirectory files;
  private final Starter starter = new Starter();
  private final Watchdog watchdog;
  private final Turns turns;

  private Unisolated(SandboxSettings settings, HostDirectory files) {
    this.settings = settings;
    this.files = files;
    this.watchdog = new Watchdog(settings.limits());
    this.turns = new Turns(settings.limits().commands());
  }

  /// @throws UncheckedIOException if the directory cannot be used
  public static Sandbox open(SandboxSettings settings) {
    var files = HostDirectory.prepare(settings.directory());
    LeftOvers.end(files, new Ownership(settings.user()), Optional.empty());
    return new Unisolated(settings, files);
  }

  @Override
  public Isolation isolation() {
    return new Isolation.SwitchedOff();
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    try {
      var home = Files.createTempDirectory(files.outputDirectory(), "home");
      try {
        return turns.take(() -> begin(command, home, listener).await());
      } finally {
        DirectoryRemoval.remove(home);
      }
    } catch (IOException e) {
      return new Outcome.Unavailable("No directory for the command: " + e.getMessage());
    }
  }

  @Override
  public TaskSandbox open(Path directory) {
    try {
      return new PlainTask(Files.createDirectories(directory.resolve("home")));
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of a task cannot be made: " + directory, e);
    }
  }

  private Begun begin(Command command, Path home, OutputListener listener) {
    var refusal = CommandCheck.refusal(command, settings.withOpen(EVERYTHING));
    if (refusal.isPresent()) {
      return new Begun.Refused(new Outcome.Unavailable(refusal.get()));
    }
    try {
      return new Begun.Running(started(command, home, listener));
    } catch (IOException e) {
      return new Begun.Refused(
          new Outcome.Unavailable("The command cannot be started: " + e.getMessage()));
    }
  }

  private Execution started(Command command, Path home, OutputListener listener)
      throws IOException {
    var name = files.nextName();
    var environment = environment(command, home);
    environment.put(PlainForm.MARK, name);
    var process =
        starter.start(InnerProgram.of(command, List.of()), environment, command.workTree());
    process.getOutputStream().close();
    LeftOvers.remember(files.process(name), process.pid());
    var output =
        OutputCollector.of(
            command.limits(), listener, files.output(name), settings.limits().fullOutputBytes());
    var form = new PlainForm(name, files.process(name));
    var writable = List.of(command.workTree(), home);
    var execution = new Execution(process, form, output, command.limits(), writable);
    watchdog.watch(execution.begin());
    form.killWhatIsLeftAfter(process);
    return execution;
  }

  private static Map<String, String> environment(Command command, Path home) {
    var environment = new HashMap<>(SandboxEnvironment.VARIABLES);
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    if (command.gitDirectory() instanceof GitAccess.Private(var directory, var objects)) {
      environment.put("GIT_DIR", directory.toString());
      environment.put("GIT_WORK_TREE", command.workTree().toString());
      environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects.toString());
    }
    command.caches().forEach(cache -> environment.putAll(cache.plainVariables()));
    environment.putAll(command.environment());
    return environment;
  }

  @Override
  public void close() {
    watchdog.running().forEach(execution -> execution.stopAndWait(Ending.CANCEL));
    watchdog.close();
    starter.close();
    files.release();
  }

  /// The commands of one task: they share a home, which is also their directory for temporary
  /// files.
  private final class PlainTask implements TaskSandbox {

    private final Path home;
    private final Jobs jobs = new Jobs(settings.limits().jobsPerTask());

    PlainTask(Path home) {
      this.home = home;
    }

    @Override
    public Outcome run(Command command, OutputListener listener) {
      return turns.take(() -> begin(command, home, listener).await());
    }

    @Override
    public BackgroundJob start(Command command) {
      return jobs.add(command, () -> begin(command, home, OutputListener.SILENT));
    }

    @Override
    public List<BackgroundJob> jobs() {
      return jobs.all();
    }

    @Override
    public Optional<BackgroundJob> job(String id) {
      return jobs.find(id);
    }

    @Override
    public void close() {
      watchdog.running().stream()
          .filter(execution -> execution.writable().contains(home))
          .forEach(execution -> execution.stopAndWait(Ending.CANCEL));
      jobs.forget();
    }
  }
}
