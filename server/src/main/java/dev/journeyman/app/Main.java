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
    System.err.println("journeyman: " + (error.getMessage() == null ? error : error.getMessage()));
    org.slf4j.LoggerFactory.getLogger(Main.class).debug("The command failed", error);
    return FAILED;
  }
}
