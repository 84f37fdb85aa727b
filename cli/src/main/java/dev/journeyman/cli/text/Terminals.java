package dev.journeyman.cli.text;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Opens the terminal that the program runs in.
public final class Terminals {

  private static final int USUAL_COLUMNS = 80;

  private Terminals() {}

  /// Whoever opens it closes it, which gives it back as it was.
  public static Terminal open() {
    try {
      return TerminalBuilder.builder()
          .system(true)
          .dumb(false)
          .encoding(StandardCharsets.UTF_8)
          .nativeSignals(true)
          .build();
    } catch (IOException | IllegalStateException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "The terminal cannot be opened (%s); pipe the output through cat for plain lines."
              .formatted(e.getMessage()));
    }
  }

  public static int columns() {
    try (var terminal = open()) {
      return terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : USUAL_COLUMNS;
    } catch (IOException | CommandException _) {
      return USUAL_COLUMNS;
    }
  }
}
