package dev.journeyman.cli.command;

import dev.journeyman.cli.text.Terminals;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// What the process was given.
///
/// @param console there only if both input and output are a terminal
public record Surroundings(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream talk,
    Optional<Console> console,
    IntSupplier columns) {

  /// Writes UTF-8 whatever the locale: JSON has to be.
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Optional.ofNullable(System.console()).filter(Console::isTerminal),
        Terminals::columns);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
