package dev.journeyman.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/// All commands by name, in the order in which help lists them. To look at all of them takes longer
/// than most of them do, so that only the one that is called for is set up.
final class Commands {

  private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("run", RunCommand.class);
    ALL.put("watch", WatchCommand.class);
    ALL.put("tasks", TasksCommand.class);
    ALL.put("show", ShowCommand.class);
    ALL.put("diff", DiffCommand.class);
    ALL.put("approve", ApproveCommand.class);
    ALL.put("reject", RejectCommand.class);
    ALL.put("comment", CommentCommand.class);
    ALL.put("rollback", RollbackCommand.class);
    ALL.put("cancel", CancelCommand.class);
    ALL.put("pause", PauseCommand.class);
    ALL.put("resume", ResumeCommand.class);
    ALL.put("retry", RetryCommand.class);
    ALL.put("steer", SteerCommand.class);
    ALL.put("learnings", LearningsCommand.class);
    ALL.put("stats", StatsCommand.class);
    ALL.put("audit", AuditCommand.class);
    ALL.put("repos", ReposCommand.class);
    ALL.put("webhooks", WebhooksCommand.class);
    ALL.put("capabilities", CapabilitiesCommand.class);
    ALL.put("health", HealthCommand.class);
    ALL.put("login", LoginCommand.class);
    ALL.put("completion", CompletionCommand.class);
    ALL.put("train", TrainCommand.class);
    ALL.put("help", CommandLine.HelpCommand.class);
  }

  private Commands() {}

  static Map<String, Class<?>> all() {
    return ALL;
  }

  /// The command that is called for; all where help may be asked for.
  static Map<String, Class<?>> needed(String... arguments) {
    var first = arguments.length == 0 ? "" : arguments[0];
    var known = first.equals("help") ? null : ALL.get(first);
    return known == null ? ALL : Map.of(first, known);
  }
}
