package dev.journeyman.app;

import dev.journeyman.simulator.SimulatorMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the offline model alone.
@Command(
    name = "simulator",
    description = "Run the offline model: a Messages API that plays a script.",
    mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {

  @Option(
      names = "--script",
      description = "A YAML file; without one only the built-in rules answer.")
  private String script = "";

  @Option(
      names = "--port",
      defaultValue = "4010",
      description = "Where it listens (default: 4010).")
  private int port = 4010;

  @Override
  public Integer call() throws Exception {
    var arguments = new ArrayList<>(List.of("--port", Integer.toString(port)));
    if (!script.isEmpty()) {
      arguments.addAll(List.of("--script", script));
    }
    SimulatorMain.main(arguments.toArray(String[]::new));
    Thread.currentThread().join();
    return 0;
  }
}
