package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Texts that are typed as an argument, or come on standard input.
final class Texts {

  private Texts() {}

  /// @param argument the text itself, or `-` for what comes on standard input
  static String given(Session session, String argument) {
    return argument.equals("-") ? read(session.surroundings()) : argument;
  }

  static String read(Surroundings surroundings) {
    try {
      return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Standard input cannot be read: " + e.getMessage());
    }
  }
}
