package dev.journeyman.cli.watch;

import dev.journeyman.cli.text.Columns;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.Paint;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// Keeps a few lines at the end of what was printed, and prints above them. What is above is the
/// terminal's own scrollback and is never touched again.
final class LiveRegion {

  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintWriter terminal;
  private final Paint paint;
  private List<Line> shown = List.of();

  LiveRegion(PrintWriter terminal, Paint paint) {
    this.terminal = terminal;
    this.paint = paint;
  }

  /// @param above lines that stay
  /// @param footer replaces what was shown before; each line narrower than the terminal
  /// @param columns how wide the terminal is now, which may have broken the old lines anew
  void show(List<Line> above, List<Line> footer, int columns) {
    if (above.isEmpty() && footer.equals(shown)) {
      return;
    }
    terminal.print(
        back(columns)
            + above.stream().map(line -> painted(line) + "\r\n").collect(Collectors.joining())
            + footer.stream().map(this::painted).collect(Collectors.joining("\r\n")));
    terminal.flush();
    shown = List.copyOf(footer);
  }

  /// Draws everything anew with the next frame.
  void forget(int columns) {
    terminal.print(back(columns));
    shown = List.of();
  }

  private String back(int columns) {
    int rows = shown.stream().mapToInt(line -> rows(line, columns)).sum();
    return rows == 0 ? "" : "\r" + (rows > 1 ? "\u001b[" + (rows - 1) + "A" : "") + ERASE_BELOW;
  }

  private static int rows(Line line, int columns) {
    return Math.max(1, Math.ceilDiv(Columns.of(line.text()), Math.max(1, columns)));
  }

  private String painted(Line line) {
    return line.text()
        .lines()
        .map(text -> paint.paint(line.tone(), text))
        .collect(Collectors.joining("\r\n"));
  }
}
