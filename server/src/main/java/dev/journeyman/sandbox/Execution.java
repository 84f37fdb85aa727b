package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command that runs. A platform thread of its own reads what it writes and, at the end, says
/// how it ended; any thread may wait for that or end it.
final class Execution {

  /// What differs between a command in a sandbox and a plain one.
  interface Form {

    /// Kills every process of the command; called again and again until it has ended.
    void kill(Process process);

    /// How a command that nobody ended came out.
    Outcome outcome(int exitValue, Output output, Duration duration);

    /// What all its processes hold, where the kernel tells.
    default OptionalLong memoryBytes() {
      return OptionalLong.empty();
    }

    /// Called once, when everything has ended.
    void ended(Process process);
  }

  private static final Logger log = LoggerFactory.getLogger(Execution.class);
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final long KILL_AGAIN_MILLISECONDS = 500;
  private static final int KILL_ROUNDS = 10;

  private final Process process;
  private final Form form;
  private final OutputCollector output;
  private final Limits limits;
  private final List<Path> writable;
  private final long startedAt = System.nanoTime();
  private final AtomicReference<Optional<Ending>> ending = new AtomicReference<>(Optional.empty());
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();

  Execution(
      Process process, Form form, OutputCollector output, Limits limits, List<Path> writable) {
    this.process = process;
    this.form = form;
    this.output = output;
    this.limits = limits;
    this.writable = List.copyOf(writable);
  }

  Execution begin() {
    Thread.ofPlatform().daemon().name("sandbox-output-" + process.pid()).start(this::follow);
    return this;
  }

  long processId() {
    return process.pid();
  }

  Limits limits() {
    return limits;
  }

  OptionalLong memoryBytes() {
    return form.memoryBytes();
  }

  List<Path> writable() {
    return writable;
  }

  Output output() {
    return output.output();
  }

  Optional<Outcome> outcome() {
    return end.isDone() ? Optional.of(end.join()) : Optional.empty();
  }

  /// Runs when the command has ended, on the thread that found out.
  void whenEnded(Runnable action) {
    var _ = end.whenComplete((_, _) -> action.run());
  }

  /// Waits for the end, but no longer than this.
  boolean endsWithin(Duration time) throws InterruptedException {
    try {
      var _ = end.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Following a command failed", e);
    }
  }

  /// Ends the command; the first reason given is the one its outcome tells.
  void stop(Ending reason) {
    ending.compareAndSet(Optional.empty(), Optional.of(reason));
    form.kill(process);
  }

  /// Waits for the end, and brings it about after the command's timeout or on interruption.
  Outcome await() {
    try {
      return end.get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return stopAndWait(Ending.TIMEOUT);
    } catch (InterruptedException e) {
      var outcome = stopAndWait(Ending.CANCEL);
      Thread.currentThread().interrupt();
      return outcome;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Following a command failed", e);
    }
  }

  /// Ends the command and returns when none of its processes is left, interrupted or not.
  Outcome stopAndWait(Ending reason) {
    stop(reason);
    boolean interrupted = false;
    for (int round = 1; ; round++) {
      if (round > KILL_ROUNDS && !process.isAlive()) {
        giveUp(reason);
      }
      try {
        var outcome = end.get(KILL_AGAIN_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return outcome;
      } catch (TimeoutException e) {
        form.kill(process);
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Following a command failed", e);
      }
    }
  }

  /// Something that a command without a sandbox started hid itself and keeps the output open; or
  /// the processes of one in a sandbox have been killed, and a busy host has not let them end yet.
  private void giveUp(Ending reason) {
    log.warn("Process {} has ended but its output is still held open by another", process.pid());
    form.ended(process);
    end.complete(reason.outcome(output.output(), Duration.ofNanos(System.nanoTime() - startedAt)));
  }

  private void follow() {
    try {
      readToEnd();
      int exitValue = process.waitFor();
      output.finish();
      var duration = Duration.ofNanos(System.nanoTime() - startedAt);
      var outcome =
          ending
              .get()
              .map(reason -> reason.outcome(output.output(), duration))
              .orElseGet(() -> form.outcome(exitValue, output.output(), duration));
      form.ended(process);
      end.complete(outcome);
    } catch (InterruptedException | RuntimeException e) {
      log.error("Following process {} failed; it is killed", process.pid(), e);
      form.kill(process);
      end.complete(new Outcome.Unavailable("The service lost track of the command: " + e));
    }
  }

  private void readToEnd() {
    var chunk = new byte[CHUNK_BYTES];
    try (var stream = process.getInputStream()) {
      for (int length = stream.read(chunk); length >= 0; length = stream.read(chunk)) {
        output.add(chunk, length);
      }
    } catch (IOException e) {
      log.debug("The output of process {} ended: {}", process.pid(), e.getMessage());
    }
  }
}
