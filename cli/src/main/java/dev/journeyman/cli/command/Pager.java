package dev.journeyman.cli.command;

import dev.journeyman.cli.text.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows long texts to a person page by page, with `less` as git does.
final class Pager {

  private Pager() {}

  static void print(Screen screen, List<String> safe) {
    if (!screen.interactive() || screen.dumb() || !paged(safe)) {
      screen.lines(safe);
    }
  }

  /// @return whether there is a pager
  private static boolean paged(List<String> lines) {
    try {
      var builder =
          new ProcessBuilder("less", "-FRX")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("LESSCHARSET", "utf-8");
      var less = builder.start();
      try (var out = new PrintStream(less.getOutputStream(), false, StandardCharsets.UTF_8)) {
        lines.forEach(out::println);
      }
      less.waitFor();
      return true;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
