package dev.journeyman.cli.text;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Where the program prints: data to standard output, talk to standard error.
///
/// @param columns tells how wide the terminal is now
/// @param console the person at the terminal; empty for a pipe
/// @param dumb whether the terminal knows no control sequences
public record Screen(
    PrintStream out,
    PrintStream talk,
    Paint paint,
    IntSupplier columns,
    Optional<Console> console,
    boolean dumb) {

  /// Wide enough for a pipe to lose nothing.
  public static final int UNLIMITED = 100_000;

  public int width() {
    return interactive() ? columns.getAsInt() : UNLIMITED;
  }

  public boolean interactive() {
    return console.isPresent();
  }

  public void line(String safe) {
    out.println(safe);
  }

  /// @param json valid, and with whatever people, models and files wrote in its strings
  public void json(String json) {
    out.println(SafeText.json(json));
  }

  public void lines(List<String> safe) {
    safe.forEach(out::println);
  }

  public void say(String untrusted) {
    talk.println(SafeText.text(untrusted));
  }
}
