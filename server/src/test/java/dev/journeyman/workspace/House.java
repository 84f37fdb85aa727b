package dev.journeyman.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.telemetry.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A place for one test: workspaces in one directory, users' repositories in another.
final class House {

  /// One for all tests: its probe takes longer than most of them.
  private static final Sandbox SANDBOX = Bubblewrap.open(SandboxSettings.in(sandboxDirectory()));

  static final Identity AUTHOR = new Identity("Ada", "ada@example.test");

  final Path directory;
  final Workspaces workspaces;

  House(Path directory) {
    this(directory, List.of());
  }

  House(Path directory, List<String> settings) {
    this(directory, Credentials.NONE, settings);
  }

  House(Path directory, Credentials credentials, List<String> settings) {
    this.directory = directory;
    open(directory);
    var user = SandboxUser.ofThisProcess();
    this.workspaces =
        new Workspaces(
            directory.resolve("root"),
            directory.resolve("root/mirrors"),
            SANDBOX,
            user,
            credentials,
            Traces.off(),
            settings);
  }

  private static Path sandboxDirectory() {
    try {
      var directory = Files.createTempDirectory("sandbox");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
      return directory;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path directory) {
    SANDBOX.close();
    Removal.of(Git.of(directory.resolve("home"))).remove(directory);
  }

  /// The sandbox's user must get through the directories of the test.
  private static void open(Path directory) {
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isRoot() {
    try {
      return HostUser.ofThisProcess().user() == 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A repository with one commit on `main`: `README.md`, `src/app.txt` of ten lines, `.gitignore`.
  UserSide repository(String name) throws IOException {
    var user = UserSide.init(directory.resolve(name));
    user.write("README.md", "# Sample\n");
    user.write("src/app.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
    user.write(".gitignore", "ignored/\n");
    user.commit("Start");
    return user;
  }

  Mirror mirror(UserSide user) {
    return workspaces.mirror("sample", RepositorySource.of(user.directory()));
  }

  /// Runs a script as the agent does: in the sandbox, with the agent's git directory.
  String agent(WorkTree tree, String script) {
    var outcome =
        SANDBOX.run(
            Command.script(tree.directory(), script).with(tree.git()), OutputListener.SILENT);
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.succeeded()).as(outcome.written().text()).isTrue();
    return outcome.written().text().strip();
  }

  /// A user's repository, worked on with plain git as a user would.
  record UserSide(Path directory) {

    static UserSide init(Path directory) throws IOException {
      Files.createDirectories(directory);
      var user = new UserSide(directory);
      user.git("init", "-q", "-b", "main");
      return user;
    }

    void write(String path, String text) throws IOException {
      var file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }

    String read(String path) throws IOException {
      return Files.readString(directory.resolve(path));
    }

    CommitId commit(String message) throws IOException {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
      return head("HEAD");
    }

    CommitId head(String reference) throws IOException {
      return new CommitId(git("rev-parse", "--verify", reference + "^{commit}"));
    }

    String git(String... arguments) throws IOException {
      var command = new ArrayList<>(List.of("git", "-c", "user.name=User"));
      command.addAll(List.of("-c", "user.email=user@example.test"));
      command.addAll(List.of("-c", "protocol.file.allow=always"));
      command.addAll(List.of(arguments));
      var builder =
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      var process = builder.start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        assertThat(process.waitFor()).as(String.join(" ", arguments) + ": " + said).isZero();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return said.strip();
    }
  }
}
