package dev.journeyman.workspace;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Isolation;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.Output;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.TaskSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The least bubblewrap that git can be tested in: mounts as the real one, without its limits.
record BareSandbox(Optional<Ownership> user) implements Sandbox {

  @Override
  public Outcome run(Command command, OutputListener listener) {
    try {
      var builder = new ProcessBuilder(line(command)).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/bin:/bin");
      var process = builder.start();
      process.getOutputStream().close();
      var bytes = process.getInputStream().readAllBytes();
      var output =
          new Output(new String(bytes, StandardCharsets.UTF_8), bytes.length, Optional.empty());
      return new Outcome.Exited(process.waitFor(), output, Duration.ZERO);
    } catch (IOException e) {
      return new Outcome.Unavailable(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled(Output.EMPTY, Duration.ZERO);
    }
  }

  private List<String> line(Command command) {
    var line = new ArrayList<String>();
    user.ifPresent(owner -> line.addAll(owner.prefix()));
    line.addAll(List.of("bwrap", "--clearenv", "--unshare-all", "--uid", "1000", "--gid", "1000"));
    line.addAll(List.of("--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin"));
    line.addAll(List.of("--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"));
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
    bind(line, "--bind", command.workTree(), "/workspace");
    if (command.gitDirectory() instanceof GitAccess.Private(Path directory, Path objects)) {
      bind(line, "--bind", directory, "/git");
      bind(line, "--ro-bind", objects, "/repo-objects");
      line.addAll(List.of("--setenv", "GIT_DIR", "/git"));
      line.addAll(List.of("--setenv", "GIT_WORK_TREE", "/workspace"));
    }
    line.addAll(List.of("--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin:/bin"));
    line.addAll(List.of("--chdir", "/workspace", "--"));
    line.addAll(command.arguments());
    return line;
  }

  private static void bind(List<String> line, String how, Path from, String to) {
    line.addAll(List.of(how, from.toString(), to));
  }

  @Override
  public TaskSandbox open(Path directory) {
    throw new UnsupportedOperationException("Only single commands are run here");
  }

  @Override
  public Isolation isolation() {
    return new Isolation.Isolated("bubblewrap", List.of());
  }
}
