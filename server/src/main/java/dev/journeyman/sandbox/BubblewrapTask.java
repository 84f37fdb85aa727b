package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The commands of one task. Each is a bubblewrap of its own, with a process namespace of its own;
/// what they share is the network namespace, `/tmp` and home.
final class BubblewrapTask implements TaskSandbox {

  private final BubblewrapStart start;
  private final TaskNamespace namespace;
  private final Path temporary;
  private final Path home;
  private final Path kept;
  private final Jobs jobs;
  private final Standby standby;
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  BubblewrapTask(BubblewrapStart start, Path temporary, Path home, Path kept, int jobLimit) {
    this.start = start;
    this.namespace = new TaskNamespace(start, kept);
    this.kept = kept;
    this.temporary = temporary;
    this.home = home;
    this.jobs = new Jobs(jobLimit);
    this.standby = start.standby();
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    return start.inTurn(() -> begin(command, listener).await());
  }

  @Override
  public BackgroundJob start(Command command) {
    return jobs.add(command, () -> begin(command, OutputListener.SILENT));
  }

  private Begun begin(Command command, OutputListener listener) {
    try {
      var way = namespace.way(command.caches());
      var surroundings =
          new Surroundings.Shared(temporary, home, way.joining(), way.layers(), kept, standby);
      var begun = start.begin(command, surroundings, listener);
      if (begun instanceof Begun.Running(var execution)) {
        keepTrack(execution);
      }
      return begun;
    } catch (IOException e) {
      return Begun.failed(String.valueOf(e.getMessage()));
    }
  }

  private void keepTrack(Execution execution) {
    running.add(execution);
    execution.whenEnded(() -> running.remove(execution));
    if (closed) {
      execution.stop(Ending.CANCEL);
    }
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
    closed = true;
    running.forEach(execution -> execution.stopAndWait(Ending.CANCEL));
    jobs.forget();
    standby.close();
    namespace.close();
  }
}
