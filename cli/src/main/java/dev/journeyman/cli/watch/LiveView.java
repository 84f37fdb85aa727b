package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.Paint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/// The view for a person at a terminal: history that stays, above a footer that is drawn at most
/// ten times a second.
final class LiveView implements View {

  private static final int LEAST_ROOM = 4000;
  private static final int FOOTER = 6;
  private static final long KEY_WAIT_MILLIS = 100;

  private final Terminal terminal;
  private final Attributes before;
  private final LiveRegion region;
  private final Narrator narrator = new Narrator();
  private final List<Line> above = new ArrayList<>();
  private final StringBuilder writing = new StringBuilder();
  private final Thread keyboard;
  private @Nullable Task task;
  private String connection = "";
  private String question = "";
  private volatile boolean closed;

  /// @param signals hears keys and changes of size, on other threads
  LiveView(Terminal terminal, Paint paint, Consumer<Signal> signals) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    this.region = new LiveRegion(terminal.writer(), paint);
    terminal.handle(Terminal.Signal.INT, _ -> signals.accept(new Signal.Interrupted()));
    terminal.handle(Terminal.Signal.WINCH, _ -> signals.accept(new Signal.Resized()));
    terminal.handle(Terminal.Signal.CONT, _ -> signals.accept(new Signal.Resized()));
    this.keyboard = Thread.ofPlatform().daemon().name("keyboard").start(() -> readKeys(signals));
  }

  private void readKeys(Consumer<Signal> signals) {
    try {
      while (!closed) {
        int key = terminal.reader().read(KEY_WAIT_MILLIS);
        if (key >= 0) {
          signals.accept(new Signal.Key((char) key));
        } else if (key != NonBlockingReader.READ_EXPIRED) {
          return;
        }
      }
    } catch (IOException _) {
      // The view is closed.
    }
  }

  @Override
  public void came(ServerEvent event) {
    if (event.isTask()) {
      task = new Task(event.json());
    }
    switch (event.name()) {
      case "text", "thinking" -> write(event.json().path("text").asText(""));
      case "turn", "tool_call" -> writing.setLength(0);
      default -> {
        // Nothing of it is shown below.
      }
    }
    above.addAll(narrator.lines(event));
  }

  private void write(String text) {
    writing.append(text);
    if (writing.length() > LEAST_ROOM) {
      writing.delete(0, writing.length() - LEAST_ROOM / 2);
    }
  }

  /// Prints above the footer.
  @Override
  public void say(List<Line> lines) {
    above.addAll(lines);
  }

  /// Asks below; empty to ask no more.
  void ask(String what) {
    question = what;
  }

  @Override
  public void lost(StreamSignal.Lost lost) {
    connection = JsonView.sentence(lost.reason(), lost.until());
  }

  @Override
  public void connected() {
    connection = "";
  }

  @Override
  public void resized() {
    terminal.enterRawMode();
    region.forget(terminal.getSize().getColumns());
    tick();
  }

  @Override
  public void tick() {
    if (task != null) {
      var footer =
          new Footer(
              task,
              narrator.tool(),
              writing.toString(),
              question.isEmpty() ? connection : question);
      var lines = footer.lines(terminal.getSize().getColumns(), Instant.now());
      int room = Math.clamp(terminal.getSize().getRows() - 1, 1, FOOTER);
      region.show(
          List.copyOf(above),
          lines.subList(Math.max(0, lines.size() - room), lines.size()),
          terminal.getSize().getColumns());
      above.clear();
    }
  }

  /// Leaves the history on the screen and takes the footer away.
  @Override
  public void close() {
    region.show(List.copyOf(above), List.of(), terminal.getSize().getColumns());
    closed = true;
    terminal.setAttributes(before);
    try {
      keyboard.join(Duration.ofMillis(5 * KEY_WAIT_MILLIS));
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
