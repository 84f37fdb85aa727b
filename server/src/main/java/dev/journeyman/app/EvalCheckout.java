package dev.journeyman.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A repository with nothing but one commit's history, so that nothing of what came later can be
/// looked up in it.
record EvalCheckout(Path directory) {

  static EvalCheckout create(Path directory, Path source, String commit)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    var checkout = new EvalCheckout(directory);
    checkout.git(List.of("init", "--quiet", "--initial-branch=main"));
    checkout.git(List.of("fetch", "--quiet", "--no-tags", source.toString(), commit));
    checkout.git(List.of("reset", "--quiet", "--hard", "FETCH_HEAD"));
    return checkout;
  }

  /// Applies a patch to the files; one that is empty changes nothing.
  ///
  /// @throws IOException if it does not apply
  void apply(String patch, Path scratch) throws IOException, InterruptedException {
    if (patch.isBlank()) {
      return;
    }
    Files.writeString(scratch, patch.endsWith("\n") ? patch : patch + "\n");
    git(List.of("apply", "--whitespace=nowarn", scratch.toString()));
  }

  private void git(List<String> arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.version=2"));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("git %s failed: %s".formatted(arguments.getFirst(), output.strip()));
    }
  }
}
