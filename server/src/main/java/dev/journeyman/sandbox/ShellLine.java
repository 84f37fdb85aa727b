package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line that starts a bubblewrap. A Java process can hand its child no files but the standard
/// three, so a shell opens what bubblewrap wants by number and then becomes it. The arguments come
/// over standard input: none is visible in a process list, and nothing secret lies in a file. What
/// runs inside gives way to the service, which must answer and keep its claims however busy that
/// is.
final class ShellLine {

  static final int HOSTS = 4;
  static final int STATUS = 5;
  static final int FILTER = 6;
  static final int ARGUMENTS = 7;
  static final int PASSWD = 8;
  static final int GROUP = 9;

  /// Without control groups the kernel shares processors out between sessions first (autogroups,
  /// sched(7)), and niceness counts only within one; so the session as a whole gives way. Where
  /// there are no autogroups nothing happens.
  private static final String AS_A_SESSION = "{ echo 19 >/proc/self/autogroup; } 2>/dev/null; ";

  private ShellLine() {}

  /// @param arguments the file of bubblewrap's arguments, and standard input is the program's;
  ///     without one they come over standard input
  /// @param entrance of the control group to enter, if there is one
  /// @param prefix what comes before bubblewrap: a change of user, the joining of namespaces
  /// @param program what runs inside
  static List<String> of(
      HostDirectory files,
      Path status,
      Optional<Path> arguments,
      Optional<Path> entrance,
      List<String> prefix,
      String bubblewrap,
      List<String> program) {
    var entering =
        entrance.map(file -> "echo 0 > %s || exit 1; ".formatted(quoted(file))).orElse("");
    var script =
        entering
            + AS_A_SESSION
            + "unset PWD; exec /usr/bin/nice -n 19 \"$@\""
            + " %d<%s %d>%s %d<%s %d<%s %d<%s %d<%s%s"
                .formatted(
                    HOSTS,
                    quoted(files.file("hosts")),
                    STATUS,
                    quoted(status),
                    FILTER,
                    quoted(files.file("filter")),
                    ARGUMENTS,
                    arguments.map(ShellLine::quoted).orElse("&0"),
                    PASSWD,
                    quoted(files.file("passwd")),
                    GROUP,
                    quoted(files.file("group")),
                    arguments.isPresent() ? "" : " 0</dev/null");
    var line = new ArrayList<>(List.of("/usr/bin/setsid", "/bin/sh", "-c", script, "sh"));
    line.addAll(prefix);
    line.addAll(List.of(bubblewrap, "--args", Integer.toString(ARGUMENTS), "--"));
    line.addAll(program);
    return List.copyOf(line);
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
