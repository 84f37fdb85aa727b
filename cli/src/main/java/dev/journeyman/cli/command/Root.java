package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.SafeText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and how they end.
@Command(
    name = "journeyman",
    description =
        "Hands coding tasks to Claude, verifies what comes of them, and lands what you approve.",
    mixinStandardHelpOptions = true,
    version = Root.VERSION,
    footer = {
      "",
      "On the service's own machine:",
      "  demo, serve, token, doctor, backup, restore, sandbox, simulator; each with --help",
      "",
      "A task is named by its id; latest is the newest one.",
      "",
      "Ends with 0 ok, 1 failed, 2 usage, 3 waits for approval, 4 not authorised,",
      "5 rejected, cancelled or rolled back, 6 unreachable, 124 timeout, 130 interrupted."
    })
public final class Root implements Runnable {

  /// Printed without picocli, whose classes are of so old a format that no start cache takes them.
  static final String VERSION = "Journeyman 0.1.0";

  private final Surroundings surroundings;

  private Root(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// Runs one command.
  ///
  /// @return how the process is to end
  public static int execute(Surroundings surroundings, String... arguments) {
    if (arguments.length == 1 && Set.of("--version", "-V").contains(arguments[0])) {
      surroundings.out().println(VERSION);
      return ExitCode.OK.number();
    }
    return commandLine(surroundings, Commands.needed(arguments)).execute(arguments);
  }

  /// With all commands.
  static CommandLine commandLine(Surroundings surroundings) {
    return commandLine(surroundings, Commands.all());
  }

  private static CommandLine commandLine(
      Surroundings surroundings, Map<String, Class<?>> commands) {
    boolean colors = surroundings.console().isPresent();
    var line = new CommandLine(new Root(surroundings));
    commands.forEach(line::addSubcommand);
    return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.talk(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colors ? Ansi.AUTO : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((error, _) -> explain(error))
        .setExecutionExceptionHandler(Root::explain);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /// Without a command there is only help.
  @Override
  public void run() {
    commandLine(surroundings).usage(surroundings.talk());
  }

  /// What was wrong, what it may have meant, and where to read on; not all of the help.
  private static int explain(ParameterException error) {
    var command = error.getCommandLine();
    command.getErr().println("journeyman: " + SafeText.text(String.valueOf(error.getMessage())));
    UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command
        .getErr()
        .println("Help: ./%s --help".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.number();
  }

  /// A person gets a sentence, never a stack trace; what a server wrote into it is shown as text.
  private static int explain(Exception error, CommandLine command, ParseResult parsed) {
    if (error instanceof CommandException expected) {
      command.getErr().println("journeyman: " + SafeText.text(String.valueOf(error.getMessage())));
      return expected.code().number();
    }
    command
        .getErr()
        .println("journeyman: this is a mistake of the client: " + SafeText.text(error.toString()));
    return ExitCode.FAILED.number();
  }
}
