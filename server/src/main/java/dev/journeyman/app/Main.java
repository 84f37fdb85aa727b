package dev.journeyman.app;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of every command.
@Command(
    name = "journeyman",
    description =
        "Hands coding tasks to Claude, verifies what comes of them, and lands what you approve.",
    mixinStandardHelpOptions = true,
    version = "Journeyman 0.1.0")
public final class Main implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /// `help` aside.
  static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          TokenCommand.class,
          DoctorCommand.class,
          ReadyCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          SandboxCommand.class,
          EvalCommand.class,
          SimulatorCommand.class,
          TrainCommand.class);

  private Main() {}

  public static void main(String[] arguments) {
    LogSetup.early();
    System.exit(commandLine(arguments).execute(arguments));
  }

  private static CommandLine commandLine(String... arguments) {
    var line = new CommandLine(new Main()).addSubcommand(new CommandLine.HelpCommand());
    asked(arguments).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((error, _, _) -> explain(error));
  }

  /// Reading the options of every command would cost each start a tenth of a second, so it is done
  /// only where help may have to name them.
  private static List<Class<?>> asked(String... arguments) {
    return COMMANDS.stream()
        .filter(command -> List.of(arguments).indexOf(name(command)) == 0)
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  static String name(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
  }

  /// Without a command there is only help.
  @Override
  public Integer call() {
    commandLine().usage(System.out);
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
