package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent may do to its tree and its git, and what must not come of it.
class HostileTreeTest {

  private static final BranchName MAIN = new BranchName("main");

  @TempDir Path temporary;
  private House house;
  private House.UserSide user;
  private Mirror mirror;
  private WorkTree tree;

  @BeforeEach
  void checkOut() throws IOException {
    house = new House(temporary);
    user = house.repository("user");
    mirror = house.mirror(user);
    tree = mirror.checkOut("task-1", mirror.head(MAIN));
  }

  private String refs() throws IOException {
    return user.git("for-each-ref");
  }

  private void assertNested(String... paths) {
    assertThatThrownBy(tree::snapshot)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.NESTED_REPOSITORY);
              assertThat(e.getMessage()).contains(paths);
            });
  }

  @Test
  void git01_git05_theAgentsGitIsItsOwn() throws IOException {
    var before = refs();
    var config = Files.readAllBytes(user.directory().resolve(".git/config"));
    house.agent(
        tree,
        """
        git config core.fsmonitor 'touch /workspace/canary'
        git config core.hooksPath /workspace
        git config filter.x.clean 'touch /workspace/canary; cat'
        mkdir -p /git/info; echo '* filter=x' > /git/info/attributes; echo new.txt > /git/info/exclude
        """);
    house.agent(tree, "rm -f canary; echo new > new.txt");
    var files = mirror.files(tree.snapshot());
    assertThat(files).containsExactly(".gitignore", "README.md", "new.txt", "src/app.txt");
    assertThat(tree.directory().resolve("canary")).doesNotExist();

    house.agent(
        tree,
        "git config --unset core.fsmonitor; echo >> README.md; git stash -q; git stash pop -q");
    house.agent(tree, "git checkout -q -b mine; git add -A -f; git commit -q -m mine; git tag t");
    assertThat(refs()).isEqualTo(before);
    assertThat(Files.readAllBytes(user.directory().resolve(".git/config"))).isEqualTo(config);
    assertThat(user.git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void git03NoRemoteIsVisible() throws IOException {
    user.git("remote", "add", "origin", "https://user:secret@example.test/app.git");
    var again = house.mirror(user).checkOut("task-2", mirror.head(MAIN));
    var seen = house.agent(again, "git config --list; git remote -v; cat /git/config; ls /git");
    assertThat(seen).doesNotContain("secret", "example.test");
  }

  @Test
  void git04ReadingHistoryWorks() {
    var script =
        "git status --porcelain && git diff && git log --oneline && git show --stat"
            + " && git blame README.md && git grep Sample";
    assertThat(house.agent(tree, script)).contains("Start", "# Sample");
    assertThat(house.agent(tree, "git status --porcelain")).isEmpty();
    assertThat(tree.git()).isInstanceOf(GitAccess.Private.class);
  }

  @Test
  void git06_git07_aNestedRepositoryIsRefusedBeforeGitLooksAtIt() {
    house.agent(
        tree,
        """
        unset GIT_DIR GIT_WORK_TREE
        git init -q nested && cd nested
        git -c user.name=a -c user.email=a commit -q --allow-empty -m x
        echo '* filter=x' > .gitattributes; echo content > file
        git config filter.x.clean 'touch /workspace/canary; touch /git/canary; cat'
        git config core.fsmonitor 'touch /workspace/canary; touch /git/canary'
        """);
    assertNested("nested/.git");
    assertThat(tree.directory().resolve("canary")).doesNotExist();
    assertThat(tree.directory().resolveSibling("service/canary")).doesNotExist();
    house.agent(tree, "rm -rf nested/.git");
    assertThat(mirror.files(tree.snapshot())).contains("nested/file");
  }

  @Test
  void git06_git07_ignoringTheRepositoryOfASubmoduleDoesNotHideIt() throws IOException {
    var library = house.repository("library");
    user.git("submodule", "add", "-q", library.directory().toString(), "lib");
    user.commit("With a submodule");
    mirror.fetch();
    var work = mirror.checkOut("task-2", mirror.head(MAIN));
    house.agent(
        work,
        """
        echo lib > .gitignore; mkdir -p lib/.git/objects lib/.git/refs
        printf '[core]\\n\\tbare = false\\n\\tfsmonitor = /workspace/forge\\n' > lib/.git/config
        printf '#!/bin/sh\\ntouch /workspace/canary /git/canary\\n' > forge; chmod +x forge
        """
            + "echo "
            + library.head("main").value()
            + " > lib/.git/HEAD");
    assertThatThrownBy(work::snapshot)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.NESTED_REPOSITORY))
        .hasMessageContaining("lib/.git");
    assertThat(work.directory().resolve("canary")).doesNotExist();
  }

  @Test
  void git06_git07_aSubmoduleThatIsClosedToTheSearchIsNotLookedInto() throws IOException {
    var library = house.repository("library");
    user.git("submodule", "add", "-q", library.directory().toString(), "lib");
    user.commit("With a submodule");
    mirror.fetch();
    var work = mirror.checkOut("task-2", mirror.head(MAIN));
    house.agent(
        work,
        """
        mkdir -p lib/.git/objects lib/.git/refs
        printf '[core]\\n\\tfsmonitor = /workspace/forge\\n' > lib/.git/config
        printf '#!/bin/sh\\ntouch /workspace/canary /git/canary\\n' > forge; chmod +x forge
        """
            + "echo "
            + library.head("main").value()
            + " > lib/.git/HEAD; chmod 111 lib");
    var tree = work.snapshot();
    assertThat(work.directory().resolve("canary")).doesNotExist();
    assertThat(mirror.files(tree)).contains("forge");
    house.agent(work, "chmod 755 lib; rm -rf lib/.git forge");
    assertThat(work.snapshot()).as("the submodule stays").isEqualTo(mirror.tree(work.base()));
  }

  @Test
  void anyKindOfDotGitIsRefusedUnlessItIsIgnored() {
    house.agent(tree, "mkdir -p ignored/deep/.git a; touch ignored/deep/file");
    assertThat(mirror.files(tree.snapshot())).hasSize(3);
    house.agent(tree, "ln -s /git a/.git");
    assertNested("a/.git");
    house.agent(
        tree, "rm a/.git; echo 'gitdir: /git' > $'a/.git'; mkdir $'b\\n'; touch $'b\\n/.git'");
    assertNested("a/.git", "b\\u000a/.git");
    house.agent(tree, "rm -rf a b*; touch .git");
    assertNested("\".git\"");
  }

  @Test
  void git09AnEmbeddedBareRepositoryIsJustFiles() {
    house.agent(
        tree,
        """
        mkdir -p bare/objects bare/refs; echo 'ref: refs/heads/main' > bare/HEAD
        printf '[core]\\n\\tbare = true\\n\\tfsmonitor = touch /workspace/canary\\n' > bare/config
        touch bare/refs/x bare/objects/x
        """);
    assertThat(mirror.files(tree.snapshot())).contains("bare/HEAD", "bare/config");
    assertThat(tree.directory().resolve("canary")).doesNotExist();
  }

  @Test
  void git11NamesThatLookLikeOptionsAreNames() throws IOException {
    house.agent(tree, "echo x > --output=stolen; echo y > -rf; echo z > --help");
    var work = tree.checkpoint(1, "--amend", AUTHOR);
    assertThat(mirror.files(work.tree())).contains("--help", "--output=stolen", "-rf");
    assertThat(mirror.file(work.tree(), "--help", 10))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('z', '\n'));
    assertThat(mirror.land("task-1", MAIN, tree.base(), work.commit()))
        .isEqualTo(new Landing.Landed(work.commit()));
    assertThat(user.read("--output=stolen")).isEqualTo("x\n");
  }

  @Test
  void git13AWorkTreeWithoutItsGitDirectoryIsMadeAnew() throws IOException {
    house.agent(tree, "echo x > x.txt");
    var kept = tree.checkpoint(1, "One", AUTHOR);
    Files.delete(tree.directory().resolveSibling("service").resolve("HEAD"));
    assertThatThrownBy(tree::snapshot)
        .isInstanceOfSatisfying(
            WorkspaceException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BROKEN));
    assertThat(mirror.workTree("task-1")).isEmpty();
    assertThat(mirror.checkOut("task-1", tree.base()).head()).isEqualTo(kept.commit());
  }

  @Test
  void git17NothingOfTheServicesEnvironmentReachesGit() {
    assertThat(GitEnvironment.of(Git.of(temporary.resolve("home"))).keySet())
        .allMatch(name -> name.startsWith("GIT_") || List.of("PATH", "HOME", "LANG").contains(name))
        .doesNotContain("GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_CONFIG_COUNT");
  }

  @Test
  void linksBinariesAndPointersSurviveTheWholeWay() throws IOException {
    house.agent(
        tree,
        """
        ln -s ../../../../etc/passwd out; ln -s missing dangling; printf '\\0\\1\\2' > binary
        echo '*.big filter=lfs diff=lfs merge=lfs -text' > .gitattributes
        printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:0\\nsize 3\\n' > a.big
        printf 'x' > $'\\xff\\xfe'; mkfifo pipe; printf 'a\\r\\nb\\n' > mixed.txt
        """);
    var work = tree.checkpoint(1, "Odd", AUTHOR);
    assertThat(mirror.files(work.tree()))
        .contains("out", "dangling", "binary", "a.big", "\\xFF\\xFE", "mixed.txt")
        .doesNotContain("pipe");
    var clean = temporary.resolve("clean");
    mirror.export(work.tree(), clean);
    assertThat(Files.readSymbolicLink(clean.resolve("out"))).hasToString("../../../../etc/passwd");
    assertThat(Files.readAllBytes(clean.resolve("binary"))).containsExactly(0, 1, 2);
    assertThat(Files.readString(clean.resolve("a.big"))).startsWith("version https://git-lfs");
    assertThat(Files.readString(clean.resolve("mixed.txt"))).isEqualTo("a\r\nb\n");
    assertThat(mirror.land("task-1", MAIN, tree.base(), work.commit()))
        .isEqualTo(new Landing.Landed(work.commit()));
    assertThat(user.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void submodulesStayAsTheyAre() throws IOException {
    var library = house.repository("library");
    user.git("submodule", "add", "-q", library.directory().toString(), "lib");
    user.commit("With a submodule");
    mirror.fetch();
    var second = mirror.checkOut("task-2", mirror.head(MAIN));
    house.agent(second, "echo x > x.txt");
    var work = second.checkpoint(1, "One", AUTHOR);
    assertThat(mirror.diff(second.base(), work.commit()).files())
        .extracting(FileChange::path)
        .containsExactly("x.txt");
    assertThat(mirror.land("task-2", MAIN, second.base(), work.commit()))
        .isEqualTo(new Landing.Landed(work.commit()));
    assertThat(user.git("status", "--porcelain")).isEmpty();
    assertThat(user.read("lib/README.md")).isEqualTo("# Sample\n");
  }

  @Test
  void aResultThatIsALinkIsNotRead() throws IOException {
    var secret = Files.writeString(temporary.resolve("secret"), "secret");
    var exchange = Files.createDirectory(temporary.resolve("exchange"));
    Files.createSymbolicLink(exchange.resolve("tree"), secret);
    assertThatThrownBy(() -> new Exchange(exchange).read("tree", 100))
        .isInstanceOf(WorkspaceException.class);
    Files.createSymbolicLink(temporary.resolve("linked"), exchange);
    Files.writeString(exchange.resolve("pack"), "x");
    assertThatThrownBy(() -> new Exchange(temporary.resolve("linked")).holds("pack"))
        .isInstanceOf(WorkspaceException.class);
  }

  @Test
  void fs21_aTreeAsDeepAsThePathAllowsIsDiscarded() {
    house.agent(
        tree, "for i in $(seq 300); do mkdir d && cd d || exit; done; chmod 000 /workspace/d");
    mirror.discard("task-1");
    assertThat(tree.directory()).doesNotExist();
  }

  @Test
  void fs10_aGitThatBecameALinkIsRefusedAndNotFollowed() throws IOException {
    var victim = Files.createDirectory(temporary.resolve("victim"));
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rwxrwxrwx"));
    house.agent(tree, "ln -s /oldroot%s .git; git status; echo x > x.txt".formatted(victim));
    assertNested("\".git\"");
    try (var made = Files.list(victim)) {
      assertThat(made).isEmpty();
    }
    house.agent(tree, "rm .git");
    assertThat(mirror.files(tree.snapshot())).contains("x.txt");
  }

  @Test
  void fs21_manyFilesAndOddNamesAreDiscardedInTime() throws IOException {
    var outside = Files.writeString(temporary.resolve("outside"), "precious");
    house.agent(
        tree,
        """
        seq 100000 | xargs touch; mkdir -- -rf $'new\\nline' '*' ; touch -- --no-preserve-root
        ln -s %s link; mkfifo pipe; mkdir closed; touch closed/file; chmod 000 closed
        """
            .formatted(outside));
    long begun = System.nanoTime();
    mirror.discard("task-1");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    assertThat(tree.directory()).doesNotExist();
    assertThat(outside).hasContent("precious");
  }

  @Test
  void git21_aTreeTooLargeToStoreIsRefusedWithAReason() {
    var limits = new DiffLimits(5, 1 << 16, 1 << 16, Duration.ofSeconds(30));
    house.agent(tree, "for i in $(seq 200); do seq 2000 > $i.txt; done; truncate -s 300M sparse");
    var snapshot = tree.snapshot();
    var diff = new DiffReader(new Objects(mirrorGit()), limits).read(tree.base(), snapshot);
    assertThat(diff.truncated()).isTrue();
    assertThat(diff.files()).hasSizeLessThanOrEqualTo(5);
    assertThat(mirror.file(snapshot, "sparse", 10).orElseThrow()).hasSize(10);
  }

  private Git mirrorGit() {
    var root = temporary.resolve("root");
    return Git.of(root.resolve("home")).in(root.resolve("mirrors/sample.git"));
  }
}
