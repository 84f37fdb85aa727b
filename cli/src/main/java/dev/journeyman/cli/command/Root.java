package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.SafeText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/// All commands, and how they end.
@Command(
    name = "journeyman",
    description =
        "Hands coding tasks to Claude, verifies what comes of them, and lands what you approve.",
    mixinStandardHelpOptions = true,
    version = "Journeyman 0.1.0",
    subcommands = {
      RunCommand.class,
      WatchCommand.class,
      TasksCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      CommentCommand.class,
      RollbackCommand.class,
      CancelCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      RetryCommand.class,
      SteerCommand.class,
      LearningsCommand.class,
      StatsCommand.class,
      ReposCommand.class,
      CapabilitiesCommand.class,
      HealthCommand.class,
      LoginCommand.class,
      CompletionCommand.class,
      TrainCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "On the service's own machine:",
      "  demo, serve, token, doctor, sandbox, simulator; each with --help",
      "",
      "A task is named by its id; latest is the newest one.",
      "",
      "Ends with 0 ok, 1 failed, 2 usage, 3 waits for approval, 4 not authorised,",
      "5 rejected, cancelled or rolled back, 6 unreachable, 124 timeout, 130 interrupted."
    })
public final class Root implements Runnable {

  private final Surroundings surroundings;

  private Root(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// Runs one command.
  ///
  /// @return how the process is to end
  public static int execute(Surroundings surroundings, String... arguments) {
    return commandLine(surroundings).execute(arguments);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    boolean colors = surroundings.console().isPresent();
    return new CommandLine(new Root(surroundings))
        .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.talk(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colors ? Ansi.AUTO : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
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

  /// A person gets a sentence, never a stack trace; what a server wrote into it is shown as text.
  private static int explain(Exception error, CommandLine command, ParseResult parsed) {
    if (error instanceof CommandException expected) {
      command.getErr().println("journeyman: " + SafeText.text(String.valueOf(error.getMessage())));
      return expected.code().number();
    }
    command.getErr().println("journeyman: this is a mistake of the client: " + error);
    return ExitCode.FAILED.number();
  }
}
