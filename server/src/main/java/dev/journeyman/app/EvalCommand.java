package dev.journeyman.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures how many tasks with known answers are solved.
@Command(
    name = "eval",
    description =
        "Work on tasks in the form of SWE-bench, one JSON object a line, and judge what comes of"
            + " them.")
final class EvalCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE.jsonl", description = "The tasks.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      defaultValue = "eval-results",
      description = "Where results go; what is done there already is not done again.")
  private Path out = Path.of("");

  @Option(
      names = "--repositories",
      defaultValue = ".",
      description = "Where the clones of owner/name are (default: here).")
  private Path repositories = Path.of("");

  @Option(
      names = "--test-command",
      defaultValue = "python3 -m pytest -q {tests}",
      description = "How tests are run (default: ${DEFAULT-VALUE}).")
  private String testCommand = "";

  @Option(names = "--setup", description = "A command that prepares a fresh tree.")
  private List<String> setup = new ArrayList<>();

  @Option(names = "--verify", description = "A command that the service verifies with.")
  private List<String> verify = new ArrayList<>();

  @Option(
      names = "--parallel",
      defaultValue = "1",
      description = "How many tasks at once (default: 1).")
  private int parallel = 1;

  @Override
  public Integer call() throws Exception {
    var instances =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(EvalInstance::parse)
            .toList();
    LogSetup.early();
    var settings =
        new EvalSettings(
            out, repositories, testCommand, setup, verify, Math.clamp(parallel, 1, 100));
    var evaluation = Evaluation.start(System.getenv(), settings);
    Stopping.closeAtExit(evaluation);
    evaluation.run(instances).forEach((name, value) -> System.out.println(name + ": " + value));
    return 0;
  }
}
