package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One program run to its end with an environment of ours alone and limits on time and output.
/// Interrupting the calling thread kills it.
record BoundedProcess(
    List<String> command, Map<String, String> environment, Duration limit, int outputBytes) {

  private static final Logger LOG = LoggerFactory.getLogger(BoundedProcess.class);
  private static final int ERROR_BYTES = 64 * 1024;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

  /// What came of it.
  record Result(int code, Kept kept, String error) {

    byte[] output() {
      return kept.bytes;
    }

    /// Whether it was stopped because it wrote more than allowed.
    boolean cut() {
      return kept.cut;
    }

    boolean succeeded() {
      return code == 0 && !cut();
    }

    String line() {
      return text(kept.bytes);
    }

    List<String> names() {
      return FileNames.split(kept.bytes);
    }
  }

  /// The beginning of a stream.
  static final class Kept {

    private final byte[] bytes;
    private final boolean cut;

    private Kept(byte[] bytes, boolean cut) {
      this.bytes = bytes;
      this.cut = cut;
    }
  }

  Result run(GitInput input) {
    try {
      var process = start(input);
      try {
        var output = inBackground(() -> keep(process, process.getInputStream(), outputBytes));
        var error = inBackground(() -> drain(process.getErrorStream()));
        Thread.startVirtualThread(() -> feed(process, input));
        return await(process, output, error);
      } finally {
        kill(process);
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          Problem.BROKEN, "Could not start " + name(), "Check that git is installed.", e);
    }
  }

  /// Not joined: a stray grandchild that holds the pipe open must not hold us.
  private static Future<Kept> inBackground(Callable<Kept> reading) {
    var task = new FutureTask<>(reading);
    Thread.startVirtualThread(task);
    return task;
  }

  private Process start(GitInput input) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    input.attach(builder);
    return builder.start();
  }

  private Result await(Process process, Future<Kept> output, Future<Kept> error) {
    try {
      if (!process.waitFor(limit)) {
        throw new WorkspaceException(
            Problem.TIMED_OUT,
            "%s took longer than %d s and was stopped".formatted(name(), limit.toSeconds()),
            "Try again; if it stays so, look at the size of the repository and at the network.");
      }
      var kept = output.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      var said = error.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      return new Result(process.exitValue(), kept, text(said.bytes));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkspaceException(
          Problem.CANCELLED, name() + " was interrupted", "Start it again.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new WorkspaceException(Problem.BROKEN, "Lost the output of " + name(), "Try again.", e);
    }
  }

  private static Kept keep(Process process, InputStream stream, int limit) throws IOException {
    var bytes = stream.readNBytes(limit);
    boolean cut = bytes.length == limit && stream.read() >= 0;
    if (cut) {
      kill(process);
    }
    return new Kept(bytes, cut);
  }

  private static Kept drain(InputStream stream) throws IOException {
    var bytes = stream.readNBytes(ERROR_BYTES);
    stream.transferTo(OutputStream.nullOutputStream());
    return new Kept(bytes, false);
  }

  /// A program may end without having read everything: that is no failure of ours.
  private void feed(Process process, GitInput input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.bytes());
    } catch (IOException e) {
      LOG.debug("{} did not read all of its input: {}", name(), e.getMessage());
    }
  }

  /// git that is asked to end takes its lock files away; one that does not is killed. Through
  /// handles: Process itself would also close the streams that are being read.
  private static void kill(Process process) {
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + GRACE.toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    all.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private String name() {
    return command.stream()
        .filter(word -> !word.startsWith("-") && !word.contains("/") && !word.contains("="))
        .filter(word -> !word.matches("setpriv|setsid|[0-9]+"))
        .limit(2)
        .reduce((program, verb) -> program + " " + verb)
        .orElse("a program");
  }
}
