package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Stands where nothing can be isolated: it runs nothing and says why.
record ClosedSandbox(Isolation.Impossible isolation) implements Sandbox {

  private Outcome unavailable() {
    return new Outcome.Unavailable(
        new Diagnosis(isolation.reason(), isolation.remedy()).sentence());
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    return unavailable();
  }

  @Override
  public TaskSandbox open(Path directory) {
    return new ClosedTask(this);
  }

  private record ClosedTask(ClosedSandbox sandbox) implements TaskSandbox {

    @Override
    public Outcome run(Command command, OutputListener listener) {
      return sandbox.unavailable();
    }

    @Override
    public BackgroundJob start(Command command) {
      return new Jobs(1).add(command, () -> new Begun.Refused(sandbox.unavailable()));
    }

    @Override
    public List<BackgroundJob> jobs() {
      return List.of();
    }

    @Override
    public Optional<BackgroundJob> job(String id) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
