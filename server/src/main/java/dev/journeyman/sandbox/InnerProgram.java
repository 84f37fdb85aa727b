package dev.journeyman.sandbox;

import java.util.ArrayList;
import java.util.List;

/// What runs as the first program of a command: it sets the kernel's limits, changes to the working
/// directory, and becomes the command. It does so inside, where a symbolic link leads nowhere else.
final class InnerProgram {

  private static final int OPEN_FILES = 4096;
  private static final String CHANGE_DIRECTORY = "cd -- \"$0\" && exec \"$@\"";

  private InnerProgram() {}

  /// What comes after the limits.
  ///
  /// @param wrapper what stands in front of the command
  static List<String> of(Command command, List<String> wrapper) {
    var program = new ArrayList<>(wrapper);
    if (!command.workingDirectory().equals(".")) {
      program.addAll(List.of("/bin/sh", "-c", CHANGE_DIRECTORY, "./" + command.workingDirectory()));
    }
    program.addAll(command.arguments());
    return List.copyOf(program);
  }

  /// Data, not address space, is limited: virtual machines reserve far more than they use.
  static List<String> limits(Limits limits) {
    return List.of(
        "/usr/bin/prlimit",
        "--nproc=" + limits.processes(),
        "--nofile=" + OPEN_FILES,
        "--fsize=" + limits.fileBytes(),
        "--core=0",
        "--cpu=" + limits.cpuSeconds(),
        "--data=" + limits.memoryBytes(),
        "--memlock=65536",
        "--msgqueue=819200",
        "--sigpending=1024",
        "--rtprio=0",
        "--nice=0",
        "--");
  }
}
