package dev.journeyman.sandbox;

import dev.journeyman.sandbox.seccomp.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out at start whether commands can be isolated on this host, by isolating one.
final class Probe {

  private static final Duration TIME = Duration.ofSeconds(20);

  private record Needed(String program, String reason, String remedy) {}

  private static Needed needed(String program, String debianPackage) {
    return new Needed(
        program, program + " is missing", "install it: apt-get install " + debianPackage);
  }

  private static final List<Needed> NEEDED =
      List.of(
          needed(BubblewrapStart.BUBBLEWRAP, "bubblewrap"),
          needed("/usr/bin/prlimit", "util-linux"),
          needed("/usr/bin/nsenter", "util-linux"),
          needed("/usr/bin/setpriv", "util-linux"),
          needed("/usr/bin/setsid", "util-linux"),
          needed("/usr/bin/unshare", "util-linux"),
          needed("/usr/bin/nice", "coreutils"),
          needed("/bin/bash", "bash"),
          needed("/usr/bin/git", "git"));

  private final SandboxSettings settings;
  private final HostDirectory files;
  private final BubblewrapStart start;

  Probe(SandboxSettings settings, HostDirectory files, BubblewrapStart start) {
    this.settings = settings;
    this.files = files;
    this.start = start;
  }

  Isolation isolation() {
    try {
      return missing().orElseGet(this::tried);
    } catch (UncheckedIOException e) {
      return new Isolation.Impossible(
          "The sandbox could not be tried out: %s (%s)"
              .formatted(e.getMessage(), Objects.requireNonNull(e.getCause()).getMessage()),
          settings.user() instanceof SandboxUser.Switched(int uid, _)
              ? "let the service hand files to user %d, or start it as an ordinary user"
                  .formatted(uid)
              : "let the service write to " + files.root());
    }
  }

  private Optional<Isolation> missing() {
    if (Architecture.ofThisMachine().isEmpty()) {
      return impossible(
          "There is no system call filter for this processor: " + System.getProperty("os.arch"),
          "run the service on x86-64 or aarch64");
    }
    if (settings.user() instanceof SandboxUser.Same && ProcessTable.runsAsRoot()) {
      return impossible(
          "The service is root and would start commands as root",
          "configure a user for the sandbox, or start the service as an ordinary user");
    }
    return shown().or(Probe::missingProgram);
  }

  /// Whatever lies in a part of the host that every command sees.
  private Optional<Isolation> shown() {
    var own = Path.of(System.getProperty("user.home", "/"));
    return Stream.concat(
            settings.privatePaths().stream().filter(path -> !isPublicFile(path)),
            Stream.of(own).filter(Files::isWritable))
        .flatMap(path -> shown(path).stream())
        .findFirst();
  }

  private static Optional<Isolation> shown(Path path) {
    return SystemPaths.showing(path)
        .flatMap(
            part ->
                impossible(
                    "%s holds what is private, and every command sees %s".formatted(path, part),
                    "move it out of "
                        + part
                        + ", and let what names it (JOURNEYMAN_HOME,"
                        + " JOURNEYMAN_MIRRORS, a *_FILE variable, the user's home) name the new"
                        + " place"));
  }

  /// Such as the authorities that a variable names.
  private static boolean isPublicFile(Path path) {
    try {
      return Files.isRegularFile(path) && PublicFiles.contain(path.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Isolation> missingProgram() {
    return NEEDED.stream()
        .filter(needed -> !Files.isExecutable(Path.of(needed.program())))
        .findFirst()
        .flatMap(needed -> impossible(needed.reason(), needed.remedy()));
  }

  private static Optional<Isolation> impossible(String reason, String remedy) {
    return Optional.of(new Isolation.Impossible(reason, remedy));
  }

  private Isolation tried() {
    var ownership = new Ownership(settings.user());
    var tree = ownership.makeDirectory(files.root().resolve("probe"));
    var command = Command.script(tree, "echo $((6 * 7))").with(Limits.standard().withTimeout(TIME));
    var outcome = start.begin(command, new Surroundings.Fresh(), OutputListener.SILENT).await();
    if (outcome.succeeded() && outcome.written().text().equals("42\n")) {
      return new Isolation.Isolated(version(), warnings(tree));
    }
    var seen = seen(outcome);
    return new Isolation.Impossible(
        "A command that was tried out did not run in the sandbox: " + seen.reason(), seen.remedy());
  }

  private static Diagnosis seen(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unavailable(var reason) -> Diagnosis.read(reason);
      case Outcome.Exited(int code, var output, _) ->
          Diagnosis.read("exit code " + code + ", " + output.text().strip());
      case Outcome.TimedOut _ ->
          new Diagnosis("it hung", "end what keeps this host busy, then start the service again");
      case Outcome.OutOfMemory _, Outcome.DiskQuotaExceeded _, Outcome.Cancelled _ ->
          new Diagnosis("it was ended", "give the host more memory and disk");
    };
  }

  private String version() {
    return start.plain(List.of(BubblewrapStart.BUBBLEWRAP, "--version")).strip();
  }

  private List<String> warnings(Path tree) {
    var warnings = new ArrayList<String>();
    if (new LinkCanary(start::plain, settings.user(), tree).followsLinks()) {
      warnings.add(
          "This bubblewrap follows symbolic links while it makes mount points (CVE-2026-87766). "
              + "Commands stay isolated, because nothing is ever mounted below a directory they "
              + "can write to; update bubblewrap when your distribution offers a repaired one.");
    }
    return warnings;
  }
}
