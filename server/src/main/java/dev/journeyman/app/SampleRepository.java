package dev.journeyman.app;

import dev.journeyman.simulator.DemoRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The sample repository of the demo, as git has it.
record SampleRepository(Path directory) {

  /// Makes the repository with one commit.
  static SampleRepository create(Path directory) throws IOException, InterruptedException {
    for (Map.Entry<String, String> file : DemoRepository.files().entrySet()) {
      var path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent() == null ? directory : path.getParent());
      Files.writeString(path, file.getValue());
    }
    var sample = new SampleRepository(directory);
    sample.git("init", "--quiet", "--initial-branch=main");
    sample.git("add", "--all");
    sample.git("commit", "--quiet", "--message", "Start the price list");
    return sample;
  }

  /// The newest commits, one a line.
  String log() throws IOException, InterruptedException {
    return git("log", "--format=%h %an: %s", "-5");
  }

  /// The tree of the branch.
  String tree() throws IOException, InterruptedException {
    return git("rev-parse", "main^{tree}").strip();
  }

  String head() throws IOException, InterruptedException {
    return git("rev-parse", "main").strip();
  }

  /// Whether the sample's own tests pass in its checkout.
  boolean testsPass() throws IOException, InterruptedException {
    return run(List.of("python3", "-m", "unittest")).exitValue() == 0;
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=Demo", "-c", "user.email=demo@localhost"));
    command.addAll(List.of(arguments));
    var process = run(command);
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException("git " + arguments[0] + " failed: " + output);
    }
    return output;
  }

  private Process run(List<String> command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " did not end within a minute");
    }
    return process;
  }
}
