package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.BackgroundJob;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.Output;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.TaskSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Runs commands as plain processes in the work tree, for tools whose tests need no isolation. What
/// says `/workspace` is told where the work tree really is.
final class PlainSandbox implements TaskSandbox {

  private final List<BackgroundJob> jobs = new CopyOnWriteArrayList<>();

  @Override
  public Outcome run(Command command, OutputListener listener) {
    var running = process(command);
    var process = running.process();
    try {
      boolean ended = process.waitFor(command.limits().timeout().toMillis(), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      var output = running.output();
      listener.wrote(output.text());
      return ended
          ? new Outcome.Exited(process.waitFor(), output, Duration.ofMillis(1234))
          : new Outcome.TimedOut(output, command.limits().timeout());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled(Output.EMPTY, Duration.ZERO);
    }
  }

  private record Running(Process process, Path written) {
    Output output() {
      return PlainSandbox.output(written);
    }
  }

  private static Running process(Command command) {
    var root = command.workTree().toString();
    var arguments =
        command.arguments().stream().map(part -> part.replace("/workspace", root)).toList();
    try {
      var builder = new ProcessBuilder(arguments).directory(command.workTree().toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      var written = Files.createTempFile("plain", ".out");
      written.toFile().deleteOnExit();
      return new Running(
          builder.redirectErrorStream(true).redirectOutput(written.toFile()).start(), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Output output(Path written) {
    try {
      var bytes = Files.readAllBytes(written);
      var text = new String(bytes, StandardCharsets.UTF_8);
      return new Output(text, bytes.length, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BackgroundJob start(Command command) {
    var job = new PlainJob("job-" + (jobs.size() + 1), process(command));
    jobs.add(job);
    return job;
  }

  private record PlainJob(String id, Running running) implements BackgroundJob {
    @Override
    public String description() {
      return "a plain process";
    }

    @Override
    public Output output() {
      return running.output();
    }

    @Override
    public Optional<Outcome> outcome() {
      return running.process().isAlive()
          ? Optional.empty()
          : Optional.of(
              new Outcome.Exited(running.process().exitValue(), Output.EMPTY, Duration.ZERO));
    }

    @Override
    public void kill() {
      running.process().destroyForcibly();
    }
  }

  @Override
  public List<BackgroundJob> jobs() {
    return List.copyOf(jobs);
  }

  @Override
  public Optional<BackgroundJob> job(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  @Override
  public void close() {
    jobs.forEach(BackgroundJob::kill);
  }
}
