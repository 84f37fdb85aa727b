package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Stop tasks and throw away what they did.")
final class CancelCommand extends ApiCommand {

  @Parameters(arity = "1..*", paramLabel = "TASK", description = "Ids, or latest.")
  private List<String> tasks = new ArrayList<>();

  /// All of them, though one be refused; ends as the first that was.
  @Override
  ExitCode run(Session session) {
    return tasks.stream()
        .map(task -> cancel(session, task))
        .reduce(ExitCode.OK, (first, next) -> first == ExitCode.OK ? next : first);
  }

  private static ExitCode cancel(Session session, String task) {
    try {
      session.printMessage(session.api().delete("/tasks/" + session.id(task)).body());
      return ExitCode.OK;
    } catch (CommandException refused) {
      return switch (refused.code()) {
        case FAILED, USAGE -> {
          session.screen().say("journeyman: %s: %s".formatted(task, refused.getMessage()));
          yield refused.code();
        }
        // The next would fare no better.
        case OK, WAITS, UNAUTHORIZED, TAKEN_BACK, UNREACHABLE, TIMED_OUT, INTERRUPTED ->
            throw refused;
      };
    }
  }
}
