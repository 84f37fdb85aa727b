package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.watch.Watch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Follow a task until it ends; without a terminal, until it needs you or ends.")
final class WatchCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Option(names = "--until", description = "approval or end.")
  private Watch.@Nullable Until until;

  @Option(names = "--full", description = "With --json: turns and tool calls, too.")
  private boolean full;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Stop waiting then; the task goes on.")
  private int timeout;

  @Override
  ExitCode run(Session session) {
    var wish =
        new Watch.Wish(format(session), Optional.ofNullable(until), Duration.ofSeconds(timeout));
    return Watching.follow(session, session.id(task), wish);
  }

  private Watch.Format format(Session session) {
    if (!session.json()) {
      return Watch.Format.TEXT;
    }
    return full ? Watch.Format.FULL_JSON : Watch.Format.JSON;
  }
}
