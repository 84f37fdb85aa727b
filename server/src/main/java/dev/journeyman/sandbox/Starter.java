package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts every process, on one platform thread that lives as long as the service: the kernel ends
/// a bubblewrap when the thread that started it ends, not when its process does.
final class Starter implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sandbox-starter").factory());

  /// Starts a process with exactly this environment, standard error going to its output.
  Process start(List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return CompletableFuture.supplyAsync(() -> started(builder), thread).join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
