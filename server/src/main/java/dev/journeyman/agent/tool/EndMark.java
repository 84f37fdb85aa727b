package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.OutputListener;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// How a command tells, as the last thing it writes, in which directory it ended. The mark is new
/// for each command. A command that forges it only misleads itself: the directory is used inside
/// the sandbox alone.
record EndMark(String mark) {

  private static final String SCRIPT =
      """
      trap 'printf "\\n%s%s\\n" "$journeyman_mark" "$PWD"' EXIT
      journeyman_mark=$1
      cd -- "$2" 2>/dev/null || { cd /workspace; echo "($2 is gone; this runs in /workspace)" >&2; }
      eval "$3"
      """;

  /// @param directory where the command ended, if it told
  record Parsed(String output, Optional<String> directory) {}

  static EndMark fresh() {
    return new EndMark("<" + UUID.randomUUID() + ">");
  }

  /// The program that runs a command line in a directory and marks where it ends.
  List<String> program(String directory, String command) {
    return List.of("bash", "-c", SCRIPT, "bash", mark, directory, command);
  }

  Parsed parse(String output) {
    int at = output.lastIndexOf("\n" + mark);
    if (at < 0) {
      return new Parsed(output, Optional.empty());
    }
    var rest = output.substring(at + 1 + mark.length());
    var directory = rest.lines().findFirst().filter(line -> line.startsWith("/"));
    return new Parsed(output.substring(0, at), directory);
  }

  /// Hands on output up to the mark.
  OutputListener before(OutputListener next) {
    var held = new StringBuilder();
    return text -> {
      held.append(text);
      int at = held.indexOf("\n" + mark);
      int ready = at >= 0 ? at : Math.max(0, held.length() - mark.length());
      if (ready > 0) {
        next.wrote(held.substring(0, ready));
      }
      held.delete(0, ready);
    };
  }
}
