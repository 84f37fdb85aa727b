package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One program run to its end with an environment of ours alone and limits on time and output.
/// Interrupting the calling thread kills it.
record BoundedProcess(
    List<String> command, Map<String, String> environment, Duration limit, int outputBytes) {

  private static final int ERROR_BYTES = 64 * 1024;
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /// What came of it.
  ///
  /// @param cut whether it was stopped because it wrote more than allowed
  record Result(int code, byte[] output, boolean cut, String error) {

    boolean succeeded() {
      return code == 0 && !cut;
    }

    String line() {
      return new String(output, StandardCharsets.UTF_8).strip();
    }

    List<String> names() {
      return FileNames.split(output);
    }
  }

  Result run(GitInput input) {
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      var process = start(input);
      try {
        var output = readers.submit(() -> keep(process, process.getInputStream(), outputBytes));
        var error = readers.submit(() -> drain(process.getErrorStream()));
        readers.submit(() -> feed(process, input));
        return await(process, output, error);
      } finally {
        kill(process);
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          Problem.BROKEN, "Could not start " + name(), "Check that git is installed.", e);
    }
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
      return new Result(process.exitValue(), kept.bytes(), kept.cut(), text(said.bytes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkspaceException(
          Problem.CANCELLED, name() + " was interrupted", "Start it again.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new WorkspaceException(Problem.BROKEN, "Lost the output of " + name(), "Try again.", e);
    }
  }

  private record Kept(byte[] bytes, boolean cut) {}

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
  private static boolean feed(Process process, GitInput input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.bytes());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private String name() {
    return command.stream()
        .filter(word -> !word.startsWith("-") && !word.contains("/") && !word.contains("="))
        .filter(word -> !word.equals("setpriv") && !word.matches("[0-9]+"))
        .limit(2)
        .reduce((program, verb) -> program + " " + verb)
        .orElse("a program");
  }
}
