package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts bubblewraps for commands.
///
/// @param files the sandbox's own directory
/// @param groups where the kernel limits commands, if it does
record Bubbles(Starter starter, HostDirectory files, Optional<ControlGroups> groups) {

  private static final Path ROOT = Path.of("/");

  /// What waits inside a bubblewrap that stands ready: it reads one line and becomes what it says.
  private static final String WAITING = "/bin/sh";

  /// Starts a program.
  ///
  /// @param limits those of the frame, as the control group knows them
  Bubble start(Frame frame, Limits limits, List<String> program) throws IOException {
    var bubble = started(frame, limits, Optional.empty(), joined(frame.limits(), program));
    hand(bubble.process(), written(frame));
    return bubble;
  }

  /// Starts a bubblewrap with nothing in it yet. Its arguments lie in a file for as long as it
  /// lives, because what goes over standard input is what it is to become.
  Bubble standing(Frame frame, Limits limits) throws IOException {
    return started(
        frame, limits, Optional.of(written(frame)), joined(frame.limits(), List.of(WAITING)));
  }

  /// Has a standing bubblewrap become a program.
  ///
  /// @throws IOException if it has ended
  static void become(Bubble standing, List<String> program) throws IOException {
    var line = "exec" + quoted(program) + " </dev/null\n";
    try (var input = standing.process().getOutputStream()) {
      input.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Bubble started(Frame frame, Limits limits, Optional<byte[]> kept, List<String> program)
      throws IOException {
    var name = files.nextName();
    var status = new StatusFile(files.status(name));
    var group = group(name, limits);
    var source = kept.map(_ -> files.arguments(name));
    var form = new SandboxedForm(status, files.process(name), source, group);
    try {
      if (kept.isPresent()) {
        Files.write(files.arguments(name), kept.get());
      }
      var line =
          ShellLine.of(
              files,
              status.path(),
              source,
              group.map(ControlGroup::entrance),
              frame.prefix(),
              BubblewrapStart.BUBBLEWRAP,
              program);
      return new Bubble(name, remembered(name, form, starter.start(line, Map.of(), ROOT)), form);
    } catch (IOException | RuntimeException e) {
      form.clear();
      throw e;
    }
  }

  /// One that nobody could end after a crash is not let run.
  private Process remembered(String name, SandboxedForm form, Process process) throws IOException {
    try {
      LeftOvers.remember(files.process(name), process.pid());
      return process;
    } catch (IOException | RuntimeException e) {
      form.kill(process);
      throw e;
    }
  }

  private Optional<ControlGroup> group(String name, Limits limits) throws IOException {
    return groups.isPresent() ? Optional.of(groups.get().create(name, limits)) : Optional.empty();
  }

  /// Bubblewrap that failed before it read them closes the pipe; its own words say why it did.
  static void hand(Process process, byte[] arguments) {
    try (var input = process.getOutputStream()) {
      input.write(arguments);
    } catch (IOException e) {
      assert process.pid() > 0;
    }
  }

  static byte[] written(List<String> arguments) {
    return (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] written(Frame frame) {
    return written(frame.arguments());
  }

  private static List<String> joined(List<String> first, List<String> second) {
    var joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  private static String quoted(List<String> words) {
    var quoted = new StringBuilder();
    for (var word : words) {
      quoted.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    return quoted.toString();
  }
}
