package dev.journeyman.sandbox;

import dev.journeyman.telemetry.SandboxMetrics;
import dev.journeyman.telemetry.SandboxMetrics.Kill;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts and traces what runs in a sandbox and how it ends. Background jobs are counted as they
/// start only, and not traced.
public final class MeasuredSandbox implements Sandbox {

  private final Sandbox sandbox;
  private final SandboxMetrics metrics;
  private final Traces traces;

  public MeasuredSandbox(Sandbox sandbox, SandboxMetrics metrics, Traces traces) {
    this.sandbox = sandbox;
    this.metrics = metrics;
    this.traces = traces;
  }

  @Override
  public Outcome run(Command command, OutputListener listener) {
    return measured(command, () -> sandbox.run(command, listener));
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

  private Outcome measured(Command command, Supplier<Outcome> running) {
    return traces.within(
        Spans.command(program(command)),
        span -> {
          var outcome = running.get();
          count(outcome, span);
          return outcome;
        });
  }

  /// Arguments stay out: the model wrote them.
  private static String program(Command command) {
    var program = command.arguments().getFirst();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private void count(Outcome outcome, Span span) {
    switch (outcome) {
      case Outcome.Exited(int code, _, _) -> {
        metrics.started();
        span.setAttribute(Spans.EXIT_CODE, (long) code);
      }
      case Outcome.TimedOut _ -> killed(Kill.TIMEOUT, span);
      case Outcome.OutOfMemory _ -> killed(Kill.MEMORY, span);
      case Outcome.DiskQuotaExceeded _ -> killed(Kill.DISK, span);
      case Outcome.Cancelled _ -> killed(Kill.CANCELLED, span);
      case Outcome.Unavailable _ -> {
        metrics.unavailable();
        Traces.failed(span, "unavailable");
      }
    }
  }

  private void killed(Kill reason, Span span) {
    metrics.started();
    metrics.killed(reason);
    Traces.failed(span, reason.label());
  }

  private final class MeasuredTask implements TaskSandbox {

    private final TaskSandbox task;

    MeasuredTask(TaskSandbox task) {
      this.task = task;
    }

    @Override
    public Outcome run(Command command, OutputListener listener) {
      return measured(command, () -> task.run(command, listener));
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
