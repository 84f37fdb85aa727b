package dev.journeyman.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of every command.
@Command(
    name = "journeyman",
    description =
        "Hands coding tasks to Claude, verifies what comes of them, and lands what you approve.",
    mixinStandardHelpOptions = true,
    version = "Journeyman 0.1.0",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      TokenCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      SandboxCommand.class,
      EvalCommand.class,
      SimulatorCommand.class,
      TrainCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    LogSetup.early();
    System.exit(commandLine().execute(arguments));
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((error, _, _) -> explain(error));
  }

  /// Without a command there is only help.
  @Override
  public Integer call() {
    new CommandLine(this).usage(System.out);
    return USAGE;
  }

  /// A person gets a sentence; the stack trace goes to the log, for those who asked for it.
  private static int explain(Exception error) {
    var reason = error.getMessage() == null ? error.toString() : error.getMessage();
    System.err.println(
        "journeyman: " + (Stopping.asked() ? "stopped before it was ready" : reason));
    org.slf4j.LoggerFactory.getLogger(Main.class).debug("The command failed", error);
    return FAILED;
  }
}
