package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.Status;
import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.connection.TaskStream;
import dev.journeyman.cli.text.Screen;
import dev.journeyman.cli.text.Terminals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Follows a task until it ends, or until it waits for approval and nobody at a terminal could give
/// it.
public final class Watch {

  private static final Duration FRAME = Duration.ofMillis(100);
  private static final int MOST_WAITING = 10_000;

  /// When to stop.
  public enum Until {
    /// When it waits for approval, or has ended.
    APPROVAL,
    END
  }

  /// How to show it.
  public enum Format {
    /// A live view at a terminal, lines elsewhere.
    TEXT,
    /// One line of JSON a snapshot of the task.
    JSON,
    /// One line of JSON for everything.
    FULL_JSON
  }

  /// @param timeout how long to wait; zero is for ever
  public record Wish(Format format, Optional<Until> until, Duration timeout) {}

  private final Api api;
  private final Screen screen;
  private final Wish wish;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(MOST_WAITING);
  private Optional<Task> task = Optional.empty();

  public Watch(Api api, Screen screen, Wish wish) {
    this.api = api;
    this.screen = screen;
    this.wish = wish;
  }

  /// Blocks until then.
  ///
  /// @return how the program is to end
  public ExitCode follow(String id) {
    boolean detailed = wish.format() != Format.JSON;
    try (var view = view();
        var stream =
            new TaskStream(api, id, detailed, signal -> put(new Signal.FromStream(signal)))) {
      return loop(view, keys(view), stream);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  /// The task as it was last seen.
  public Optional<Task> task() {
    return task;
  }

  private ExitCode loop(View view, Optional<Keys> keys, TaskStream stream)
      throws InterruptedException {
    long begin = System.nanoTime();
    long nextFrame = begin;
    while (true) {
      var signal = signals.poll(nextFrame - System.nanoTime(), TimeUnit.NANOSECONDS);
      var end = signal == null ? Optional.<ExitCode>empty() : handle(signal, view, keys);
      if (end.isPresent()) {
        return end.get();
      }
      if (System.nanoTime() >= nextFrame) {
        view.tick();
        stream.checkAlive();
        nextFrame = System.nanoTime() + FRAME.toNanos();
      }
      if (timedOut(begin)) {
        return ExitCode.TIMED_OUT;
      }
    }
  }

  private boolean timedOut(long begin) {
    return !wish.timeout().isZero() && System.nanoTime() - begin > wish.timeout().toNanos();
  }

  private Optional<ExitCode> handle(Signal signal, View view, Optional<Keys> keys) {
    switch (signal) {
      case Signal.FromStream(StreamSignal.Came(ServerEvent event)) -> {
        if (event.isTask()) {
          task = Optional.of(new Task(event.json()));
        }
        view.came(event);
        return event.isTask() ? task.flatMap(this::end) : Optional.empty();
      }
      case Signal.FromStream(StreamSignal.Lost lost) -> view.lost(lost);
      case Signal.FromStream(StreamSignal.Connected _) -> view.connected();
      case Signal.FromStream(StreamSignal.Ended _) -> {
        return Optional.of(task.map(Task::exitCode).orElse(ExitCode.FAILED));
      }
      case Signal.FromStream(StreamSignal.Broken(CommandException reason)) -> throw reason;
      case Signal.Key(char key) -> {
        boolean stay = task.isEmpty() || keys.isEmpty() || keys.get().pressed(key, task.get());
        return stay ? Optional.empty() : Optional.of(ExitCode.INTERRUPTED);
      }
      case Signal.Interrupted _ -> {
        return Optional.of(ExitCode.INTERRUPTED);
      }
      case Signal.Resized _ -> view.resized();
      case Signal.Said(var lines) -> view.say(lines);
    }
    return Optional.empty();
  }

  private Optional<ExitCode> end(Task task) {
    boolean waits = task.status() == Status.PENDING_APPROVAL && until() == Until.APPROVAL;
    return waits || task.status().ended() ? Optional.of(task.exitCode()) : Optional.empty();
  }

  private Until until() {
    return wish.until().orElse(live() ? Until.END : Until.APPROVAL);
  }

  private boolean live() {
    return wish.format() == Format.TEXT && screen.interactive() && !screen.dumb();
  }

  private View view() {
    if (wish.format() != Format.TEXT) {
      return new JsonView(screen);
    }
    return live()
        ? new LiveView(Terminals.open(), screen.paint(), this::put)
        : new PlainView(screen);
  }

  private Optional<Keys> keys(View view) {
    return view instanceof LiveView live
        ? Optional.of(
            new Keys(new Deeds(api, screen.paint(), lines -> put(new Signal.Said(lines))), live))
        : Optional.empty();
  }

  /// Waits while the queue is full, which slows the stream down and loses nothing.
  private void put(Signal signal) {
    try {
      signals.put(signal);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
