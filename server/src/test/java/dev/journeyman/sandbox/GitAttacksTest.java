package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitAttacksTest extends SandboxTestBed {

  private static final String TOKEN = "canary-token-5511";

  private Path main = Path.of("/");
  private GitAccess.Private access = new GitAccess.Private(main, main);

  @BeforeEach
  void makeRepository() throws Exception {
    main = Files.createDirectory(directory.resolve("main"));
    git("init", "-q", "-b", "main");
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "first");
    git("config", "remote.origin.url", "https://user:" + TOKEN + "@example.com/x.git");
    var head = git("rev-parse", "HEAD").strip();
    access = new GitAccess.Private(privateDirectory(head), main.resolve(".git/objects"));
  }

  private Path privateDirectory(String head) throws IOException {
    var made = Files.createDirectory(directory.resolve("private"));
    for (var name : List.of("objects/info", "refs/heads", "info")) {
      Files.createDirectories(made.resolve(name));
    }
    Files.writeString(made.resolve("HEAD"), "ref: refs/heads/work\n");
    Files.writeString(made.resolve("refs/heads/work"), head + "\n");
    Files.writeString(made.resolve("config"), "[core]\n\trepositoryformatversion = 0\n");
    Files.writeString(made.resolve("objects/info/alternates"), "/repo-objects\n");
    ownership.give(made);
    return made;
  }

  private String git(String... arguments) throws IOException {
    var line = new ArrayList<>(List.of("git", "-C", main.toString()));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Outcome inside(String script) {
    return run(Command.script(workTree, script).with(access));
  }

  @Test
  void git01_configurationAndHooksStayInside() throws Exception {
    var before = git("config", "--list", "--local");
    assertThat(
            inside(
                    "git config core.fsmonitor /evil; git config core.hooksPath /evil;"
                        + " mkdir -p /git/hooks; echo evil > /git/hooks/pre-commit;"
                        + " touch /repo-objects/x")
                .written()
                .text())
        .contains("Read-only file system");
    assertThat(git("config", "--list", "--local")).isEqualTo(before);
    assertThat(main.resolve(".git/objects/x")).doesNotExist();
  }

  @Test
  void git03_credentialsOfTheMainRepositoryAreNotVisible() {
    assertThat(
            inside("git config --list; cat /git/config; ls -a /; find /repo-objects")
                .written()
                .text())
        .doesNotContain(TOKEN);
  }

  @Test
  void git05_workInsideLeavesTheMainRepositoryAsItIs() throws Exception {
    var refs = git("for-each-ref");
    var outcome =
        inside(
            "set -e; echo one > file; git add file; git commit -qm work; git status --short;"
                + " git log --format=%s; git branch other; git stash list; git diff HEAD~1 --stat");
    assertThat(outcome.succeeded()).as(outcome.written().text()).isTrue();
    assertThat(outcome.written().text()).contains("work\nfirst\n").contains("file | 1 +");
    assertThat(git("for-each-ref")).isEqualTo(refs);
    assertThat(git("fsck")).doesNotContain("error");
  }

  @Test
  void git13_withoutAGitDirectoryNoParentIsFound() {
    assertThat(text("git status")).contains("not a git repository");
  }

  @Test
  void git02_theGitDirectoryCannotBeExchanged() {
    var script =
        "mv /git /other; rmdir /git; rm -rf /repo-objects; echo x > /repo-objects/x;"
            + " ln -s /etc /repo-objects/y; mv /workspace /elsewhere; git log --format=%s";
    var written = inside(script).written().text();
    assertThat(written)
        .contains("Read-only file system")
        .containsAnyOf("Device or resource busy", "cannot move '/git'")
        .endsWith("first\n");
    assertThat(main.resolve(".git/objects/x")).doesNotExist();
  }
}
