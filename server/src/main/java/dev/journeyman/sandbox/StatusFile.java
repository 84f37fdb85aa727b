package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What bubblewrap says about itself with `--json-status-fd`: the id of its child, and the exit
/// code of the command if there was one. Without an exit code the sandbox failed, not the command.
record StatusFile(Path path) {

  private static final Pattern CHILD = Pattern.compile("\"child-pid\": *(\\d+)");
  private static final Pattern EXIT = Pattern.compile("\"exit-code\": *(\\d+)");

  OptionalLong childId() {
    return number(CHILD);
  }

  OptionalLong exitCode() {
    return number(EXIT);
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  private OptionalLong number(Pattern pattern) {
    try {
      var matcher = pattern.matcher(Files.readString(path));
      return matcher.find()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
