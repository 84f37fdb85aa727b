package dev.journeyman.cli.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a task's stream, and after a broken connection goes on behind the event it saw last. A
/// service that sends nothing, not even a heartbeat, counts as a broken connection.
public final class TaskStream implements AutoCloseable {

  /// The service sends a heartbeat every 15 s at the latest.
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final Duration GIVE_UP = Duration.ofMinutes(10);
  private static final long FIRST_WAIT_MILLIS = 500;
  private static final long LONGEST_WAIT_MILLIS = 15_000;

  private final Api api;
  private final String path;
  private final Consumer<StreamSignal> listener;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable EventReader reader;
  private String seen = "";
  private boolean connected;

  /// Starts to read, on a thread of its own.
  ///
  /// @param detailed whether turns, tool calls and the like come too
  /// @param listener is called on that thread, one signal after the other; after
  ///     [StreamSignal.Ended] or [StreamSignal.Broken] comes nothing more
  public TaskStream(Api api, String task, boolean detailed, Consumer<StreamSignal> listener) {
    this.api = api;
    this.path = "/stream/" + task + (detailed ? "?detail=full" : "");
    this.listener = listener;
    this.thread = Thread.startVirtualThread(this::run);
  }

  /// Ends a connection that has become silent. To be called now and then.
  public void checkAlive() {
    var current = reader;
    if (current != null && current.silence().compareTo(SILENCE) > 0) {
      closeQuietly(current);
    }
  }

  private void run() {
    try {
      listener.accept(follow());
    } catch (CommandException e) {
      listener.accept(new StreamSignal.Broken(e));
    } catch (InterruptedException _) {
      // Closed: nobody listens any more.
    }
  }

  /// Reads, and reads again, until the task has ended.
  private StreamSignal follow() throws InterruptedException {
    int failures = 0;
    long lostAt = System.nanoTime();
    while (true) {
      var before = seen;
      try {
        if (read()) {
          return new StreamSignal.Ended();
        }
        throw new IOException("the stream was cut");
      } catch (IOException e) {
        if (!connected || closed) {
          throw api.unreachable(e);
        }
        boolean progress = !seen.equals(before);
        failures = progress ? 1 : failures + 1;
        lostAt = progress || failures == 1 ? System.nanoTime() : lostAt;
        if (System.nanoTime() - lostAt > GIVE_UP.toNanos()) {
          throw api.unreachable(e);
        }
        var wait = wait(failures);
        listener.accept(new StreamSignal.Lost(Reasons.of(e), wait));
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      }
    }
  }

  private static Duration wait(int failures) {
    long most = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(failures - 1, 6));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  /// @return whether the task has ended; false if the stream was merely cut
  private boolean read() throws IOException, InterruptedException {
    var response = api.open(path, seen);
    try (var events = new EventReader(response.body())) {
      if (response.statusCode() == 204) {
        return true;
      }
      reader = events;
      connected = true;
      listener.accept(new StreamSignal.Connected());
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        if (!event.get().id().isEmpty()) {
          seen = event.get().id();
        }
        listener.accept(new StreamSignal.Came(event.get()));
        if (event.get().isEnd()) {
          return true;
        }
      }
      return false;
    }
  }

  private static void closeQuietly(EventReader reader) {
    try {
      reader.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    var current = reader;
    if (current != null) {
      closeQuietly(current);
    }
  }
}
