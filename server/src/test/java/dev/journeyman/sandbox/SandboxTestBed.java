package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A real sandbox and an empty work tree for each test.
abstract class SandboxTestBed {

  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path directory;

  Sandbox sandbox = new Unavailable();
  Path workTree = Path.of("/");
  Ownership ownership = new Ownership(SandboxUser.ofThisProcess());

  @BeforeEach
  void openSandbox() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    sandbox = Bubblewrap.open(settings(SandboxSettings.in(directory.resolve("sandbox"))));
    workTree = ownership.makeDirectory(directory.resolve("tree"));
  }

  @AfterEach
  void closeSandbox() throws Exception {
    sandbox.close();
  }

  /// Changes what the sandbox is opened with.
  SandboxSettings settings(SandboxSettings standard) {
    return standard;
  }

  Outcome run(String script) {
    return run(Command.script(workTree, script));
  }

  Outcome run(Command command) {
    return sandbox.run(command, OutputListener.SILENT);
  }

  /// What a script wrote, whatever became of it.
  String text(String script) {
    return run(script).written().text();
  }

  private static final class Unavailable implements Sandbox {
    @Override
    public Outcome run(Command command, OutputListener listener) {
      return new Outcome.Unavailable("not opened");
    }

    @Override
    public TaskSandbox open(Path directory) {
      throw new IllegalStateException("not opened");
    }

    @Override
    public Isolation isolation() {
      return new Isolation.SwitchedOff();
    }
  }
}
