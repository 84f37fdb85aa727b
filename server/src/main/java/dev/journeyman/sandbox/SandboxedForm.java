package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A command inside bubblewrap. Killing the first process of its process namespace kills them all,
/// and the kernel sees to it that none escapes.
///
/// @param arguments the file of bubblewrap's arguments, where they lie in one
record SandboxedForm(
    StatusFile status, Path record, Optional<Path> arguments, Optional<ControlGroup> group)
    implements Execution.Form {

  private static final byte[] USUAL_NICENESS = "0".getBytes(StandardCharsets.US_ASCII);

  private static final long CHILD_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long NAMESPACE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// Bubblewrap killed between making its child and telling it to go on would leave that child
  /// waiting for ever. It has told the child's id by then: so wait for the id, and kill the child
  /// first.
  @Override
  public void kill(Process process) {
    giveWayNoLonger(process.pid());
    group.ifPresent(ControlGroup::kill);
    long deadline = System.nanoTime() + CHILD_WAIT_NANOS;
    while (status.childId().isEmpty() && process.isAlive() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    status
        .childId()
        .ifPresent(
            child ->
                ProcessTable.row(child)
                    .filter(row -> row.parent() == process.pid())
                    .flatMap(row -> ProcessHandle.of(row.id()))
                    .ifPresent(ProcessHandle::destroyForcibly));
    process.destroyForcibly();
  }

  /// Processes need the processor to end, too: on a busy host some hundred of the lowest niceness
  /// took longer than anybody waits for a cancellation.
  static void giveWayNoLonger(long process) {
    var group = Path.of("/proc", Long.toString(process), "autogroup");
    try (var channel = FileChannel.open(group, StandardOpenOption.WRITE)) {
      // For an ordinary user the kernel changes one in 100 ms, and takes nothing in between.
      channel.write(ByteBuffer.wrap(USUAL_NICENESS));
    } catch (IOException _) {
      // It has ended, or the kernel has no such groups.
    }
  }

  @Override
  public Outcome outcome(int exitValue, Output output, Duration duration) {
    if (group.filter(ControlGroup::ranOutOfMemory).isPresent()) {
      return new Outcome.OutOfMemory(output, duration);
    }
    var code = status.exitCode();
    if (code.isPresent()) {
      return new Outcome.Exited(Math.toIntExact(code.getAsLong()), output, duration);
    }
    return new Outcome.Unavailable(Diagnosis.of(output.text(), exitValue).sentence());
  }

  @Override
  public OptionalLong memoryBytes() {
    return group.map(ControlGroup::memoryBytes).orElse(OptionalLong.empty());
  }

  /// Bubblewrap itself ends before the namespace does when it is killed, and the output's end is no
  /// sign either, since Java closes it with bubblewrap. The first process of the namespace is over
  /// only when all others are.
  private void awaitEndOfNamespace() {
    var child = status.childId();
    long deadline = System.nanoTime() + NAMESPACE_WAIT_NANOS;
    while (child.isPresent()
        && ProcessTable.runs(child.getAsLong())
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void ended(Process process) {
    awaitEndOfNamespace();
    clear();
  }

  /// Takes away everything but the processes.
  void clear() {
    group.ifPresent(ControlGroup::remove);
    status.delete();
    arguments.ifPresent(LeftOvers::forget);
    LeftOvers.forget(record);
  }
}
