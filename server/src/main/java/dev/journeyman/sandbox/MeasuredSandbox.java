package dev.journeyman.sandbox;

import dev.journeyman.telemetry.SandboxMetrics;
import dev.journeyman.telemetry.SandboxMetrics.Kill;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Counts what runs in a sandbox and how it ends. Background jobs are counted as they start only.
public final class MeasuredSandbox implements Sandbox {

  private final Sandbox sandbox;
  private final SandboxMetrics metrics;

  public MeasuredSandbox(Sandbox sandbox, SandboxMetrics metrics) {
    this.sandbox = sandbox;
    this.metrics = metrics;
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    return counted(sandbox.run(command, listener));
  }

  @Override
  public TaskSandbox open(Path directory) {
    return new MeasuredTask(sandbox.open(directory));
  }

  @Override
  public Isolation isolation() {
    return sandbox.isolation();
  }

  @Override
  public void close() {
    sandbox.close();
  }

  private Outcome counted(Outcome outcome) {
    switch (outcome) {
      case Outcome.Exited _ -> metrics.started();
      case Outcome.TimedOut _ -> killed(Kill.TIMEOUT);
      case Outcome.OutOfMemory _ -> killed(Kill.MEMORY);
      case Outcome.DiskQuotaExceeded _ -> killed(Kill.DISK);
      case Outcome.Cancelled _ -> killed(Kill.CANCELLED);
      case Outcome.Unavailable _ -> metrics.unavailable();
    }
    return outcome;
  }

  private void killed(Kill reason) {
    metrics.started();
    metrics.killed(reason);
  }

  private final class MeasuredTask implements TaskSandbox {

    private final TaskSandbox task;

    MeasuredTask(TaskSandbox task) {
      this.task = task;
    }

    @Override
    public Outcome run(Command command, OutputListener listener) {
      return counted(task.run(command, listener));
    }

    @Override
    public BackgroundJob start(Command command) {
      metrics.started();
      return task.start(command);
    }

    @Override
    public List<BackgroundJob> jobs() {
      return task.jobs();
    }

    @Override
    public Optional<BackgroundJob> job(String id) {
      return task.job(id);
    }

    @Override
    public void close() {
      task.close();
    }
  }
}
