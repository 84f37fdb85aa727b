package dev.journeyman.cli;

import dev.journeyman.cli.command.Root;
import dev.journeyman.cli.command.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Runs commands as a shell without a terminal would.
record Client(Map<String, String> environment, String input) {

  /// How a command ended and what it wrote.
  record Ran(int code, String out, String talk) {}

  /// @param home where the client keeps its configuration
  static Client of(SmallService service, Path home) {
    return new Client(
        Map.of(
            "JOURNEYMAN_URL", service.url(),
            "JOURNEYMAN_TOKEN", "a.b.c",
            "XDG_CONFIG_HOME", home.toString()),
        "");
  }

  Client with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Client(more, input);
  }

  Client without(String variable) {
    var less = new HashMap<>(environment);
    less.remove(variable);
    return new Client(less, input);
  }

  Client reading(String text) {
    return new Client(environment, text);
  }

  Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var talk = new ByteArrayOutputStream();
    int code =
        Root.execute(
            new Surroundings(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                Optional.empty(),
                () -> 80),
            arguments);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), talk.toString(StandardCharsets.UTF_8));
  }
}
