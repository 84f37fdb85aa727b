package dev.journeyman.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Serves a script until it is stopped: `--script FILE --port N`, both optional.
public final class SimulatorMain {
  private static final String USAGE = "Usage: simulator [--script FILE] [--port N]";

  private SimulatorMain() {}

  /// @param arguments without `--script` the built-in rules answer; without `--port` it takes 4010
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      serve(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void serve(List<String> arguments) throws IOException, InterruptedException {
    var file = "";
    int port = 4010;
    for (int i = 0; i < arguments.size(); i += 2) {
      var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (arguments.get(i)) {
        case "--script" -> file = value;
        case "--port" -> port = port(value);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    var script = file.isEmpty() ? Script.none() : Script.read(Path.of(file));
    try (var simulator = Simulator.start(port, script)) {
      System.out.println("Offline model: plays recorded answers, no intelligence.");
      System.out.println("ANTHROPIC_BASE_URL=" + simulator.baseUrl());
      Thread.currentThread().join();
    }
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + value + "\" is no port. " + USAGE, e);
    }
  }
}
