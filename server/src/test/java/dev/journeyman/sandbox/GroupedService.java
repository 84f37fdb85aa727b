package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// A service that was started in a control group of its own, as systemd or a container does it. It
/// says what it finds there, a line each.
final class GroupedService {

  private GroupedService() {}

  /// Arguments: where cgroup v2 is mounted, the group below it, the controllers, the sandbox's
  /// directory, a work tree.
  public static void main(String... arguments) throws IOException {
    var mount = Path.of(arguments[0]);
    var group = Path.of(arguments[1]);
    Files.writeString(group.resolve("cgroup.procs"), "0");
    var controllers = Set.of(arguments[2].split(" "));
    var groups = ControlGroups.find(mount, controllers).orElseThrow();
    System.out.println("handed down: " + groups.base().equals(group));
    var tree = Path.of(arguments[4]);
    var settings = SandboxSettings.in(Path.of(arguments[3]));
    // Asked again, as a service that starts again by itself does: it is in its own part by now.
    try (var sandbox = Bubblewrap.open(settings, ControlGroups.find(mount, controllers))) {
      say(sandbox.run(Command.script(tree, "exit 3"), OutputListener.SILENT));
      if (controllers.contains("memory")) {
        var limits = Limits.standard();
        say(
            sandbox.run(
                Command.script(tree, "head -c 6G /dev/zero | tail -c 5G | wc -c").with(limits),
                OutputListener.SILENT));
      }
    }
  }

  private static void say(Outcome outcome) {
    System.out.println(
        switch (outcome) {
          case Outcome.Exited(int code, _, _) -> "exited with " + code;
          case Outcome.OutOfMemory _ -> "out of memory";
          case Outcome other -> String.valueOf(other);
        });
  }
}
