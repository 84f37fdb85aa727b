package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.Command;
import java.util.ArrayList;
import java.util.List;

/// A command as all tools run it: at the root of the task's work tree, with the task's git and
/// network, and the kept full texts in sight.
final class SandboxCommand {

  private SandboxCommand() {}

  static Command of(List<String> arguments, ToolContext context) {
    var shell = context.shell();
    var readOnly = new ArrayList<>(shell.readOnlyPaths());
    if (Command.canShow(context.texts().directory())) {
      // Where it cannot be shown, read_file still shows what is in it.
      readOnly.add(context.texts().directory());
    }
    return Command.of(shell.workTree(), arguments)
        .with(shell.git())
        .with(shell.network())
        .withReadOnly(readOnly)
        .withCaches(shell.caches());
  }
}
