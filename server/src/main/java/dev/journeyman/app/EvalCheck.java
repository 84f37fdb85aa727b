package dev.journeyman.app;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Ownership;
import dev.journeyman.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Judges a patch by the tests of its instance, in a sandbox of its own on a tree that the agent
/// never had.
record EvalCheck(Sandbox sandbox, Ownership ownership, EvalSettings settings) {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  /// @param explanation why not, or empty
  record Verdict(boolean failToPass, boolean passToPass, String explanation) {}

  /// @param directory for the tree; must not be there yet
  Verdict judge(EvalInstance instance, Path source, String patch, Path directory)
      throws IOException, InterruptedException {
    var checkout = EvalCheckout.create(directory, source, instance.baseCommit());
    var scratch = directory.resolveSibling(directory.getFileName() + ".patch");
    try {
      checkout.apply(patch, scratch);
      checkout.apply(instance.testPatch(), scratch);
    } catch (IOException e) {
      return new Verdict(false, false, String.valueOf(e.getMessage()));
    }
    ownership.give(directory);
    for (var command : settings.setup()) {
      if (!runs(directory, command)) {
        return new Verdict(false, false, "the setup command failed: " + command);
      }
    }
    return new Verdict(
        passes(instance, instance.failToPass(), directory),
        passes(instance, instance.passToPass(), directory),
        "");
  }

  private boolean passes(EvalInstance instance, List<String> tests, Path directory) {
    var names = tests.stream().map(EvalCheck::quoted).collect(Collectors.joining(" "));
    var command = instance.testCommand().orElse(settings.testCommand());
    return tests.isEmpty() || runs(directory, command.replace("{tests}", names));
  }

  private boolean runs(Path directory, String command) {
    return sandbox
        .run(
            Command.script(directory, command).with(Limits.standard().withTimeout(LONGEST)),
            OutputListener.SILENT)
        .succeeded();
  }

  private static String quoted(String name) {
    return "'" + name.replace("'", "'\\''") + "'";
  }
}
