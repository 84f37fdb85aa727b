package dev.journeyman.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a source may be, and what is said of one that is none.
class SourcesTest {

  @TempDir Path temporary;
  private House house;

  @BeforeEach
  void build() {
    house = new House(temporary);
  }

  private Mirror mirror(Path path) {
    return house.workspaces.mirror("sample", RepositorySource.of(path));
  }

  private void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.getMessage()).isNotBlank();
              assertThat(e.remedy()).endsWith(".");
            });
    // The file that is locked while fetching stays; half a mirror must not.
    assertThat(temporary.resolve("root/mirrors")).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void aPathWithNothingThere() {
    assertProblem(Problem.NOT_FOUND, () -> mirror(temporary.resolve("nothing")));
  }

  @Test
  void aDirectoryThatIsNoRepository() throws IOException {
    var plain = Files.createDirectory(temporary.resolve("plain"));
    assertProblem(Problem.NOT_GIT, () -> mirror(plain));
    var file = Files.writeString(temporary.resolve("file"), "x");
    assertProblem(Problem.NOT_GIT, () -> mirror(file));
  }

  @Test
  void aDirectoryInsideARepositoryIsNotTheRepository() throws IOException {
    var user = house.repository("user");
    assertProblem(Problem.NOT_GIT, () -> mirror(user.directory().resolve("src")));
  }

  @Test
  void aRepositoryWithoutCommits() throws IOException {
    var empty = House.UserSide.init(temporary.resolve("empty"));
    assertProblem(Problem.EMPTY, () -> mirror(empty.directory()));
    empty.commit("First");
    assertThat(mirror(empty.directory()).defaultBranch()).isEqualTo(new BranchName("main"));
  }

  @Test
  void aMissingBranch() throws IOException {
    var mirror = mirror(house.repository("user").directory());
    assertThatThrownBy(() -> mirror.head(new BranchName("nothing")))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.BRANCH_MISSING));
  }

  @Test
  void aDetachedHeadLeavesTheOnlyBranchAsDefault() throws IOException {
    var user = house.repository("user");
    user.git("checkout", "-q", "--detach");
    user.git("branch", "-m", "main", "trunk");
    assertThat(mirror(user.directory()).defaultBranch()).isEqualTo(new BranchName("trunk"));
  }

  @Test
  void aRepositoryWithNewerObjectNames() throws IOException {
    var user = new House.UserSide(Files.createDirectory(temporary.resolve("user")));
    user.git("init", "-q", "-b", "main", "--object-format=sha256");
    user.write("a.txt", "a\n");
    user.commit("Start");
    var mirror = mirror(user.directory());
    var tree = mirror.checkOut("task-1", mirror.head(new BranchName("main")));
    house.agent(tree, "echo b > b.txt; git status --porcelain");
    var checkpoint = tree.checkpoint(1, "One", House.AUTHOR);
    assertThat(mirror.diff(tree.base(), checkpoint.commit()).additions()).isEqualTo(1);
    assertThat(mirror.land("task-1", new BranchName("main"), tree.base(), checkpoint.commit()))
        .isEqualTo(new Landing.Landed(checkpoint.commit()));
  }

  @Test
  void aShallowClone() throws IOException {
    var user = house.repository("user");
    user.write("b.txt", "b\n");
    user.commit("Second");
    var shallow = temporary.resolve("shallow");
    user.git("clone", "-q", "--depth=1", "file://" + user.directory(), shallow.toString());
    var mirror = mirror(shallow);
    var tree = mirror.checkOut("task-1", mirror.head(new BranchName("main")));
    assertThat(house.agent(tree, "git log --format=%s")).isEqualTo("Second");
    house.agent(tree, "echo c > c.txt");
    var work = tree.checkpoint(1, "One", House.AUTHOR).commit();
    assertThat(mirror.land("task-1", new BranchName("main"), tree.base(), work))
        .isEqualTo(new Landing.Landed(work));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.test/team/app.git",
        "https://example.test:8443/app",
        "ssh://git@example.test:22/team/app.git",
        "git@example.test:team/app.git",
        "/srv/git/app",
        "/srv/git/with space/ö"
      })
  void addressesThatAreTaken(String location) {
    assertThat(new RepositorySource(location).isLocal()).isEqualTo(location.startsWith("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relative/path",
        "http://example.test/app",
        "git://example.test/app",
        "file:///srv/app",
        "ext::sh -c 'touch /tmp/x'",
        "--upload-pack=touch /tmp/x",
        "-oProxyCommand=x@host:path",
        "git@-oProxyCommand=x:path",
        "ssh://-oProxyCommand=x/path",
        "https://user:secret@example.test/app",
        "https://token@example.test/app",
        "https://example.test/app\nfoo",
        "https://example.test",
        "/srv/a\nb",
        "git@example.test:-path"
      })
  void addressesThatAreRefused(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepositorySource(location))
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/login", "release-1.2", "ü", "a@b", "journeyman/task_1"})
  void namesOfBranchesThatGitTakesToo(String name) throws IOException {
    assertThat(new BranchName(name).value()).isEqualTo(name);
    var user = house.repository("user");
    user.git("check-ref-format", "--branch", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "--output=/tmp/x",
        "--upload-pack=x",
        "a..b",
        "a b",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "a[b",
        "a\\b",
        "/a",
        "a/",
        "a//b",
        ".a",
        "a/.b",
        "a.lock",
        "a.lock/b",
        "a.",
        "@",
        "a@{1}",
        "a\nb",
        "a\0b",
        "HEAD",
        "a\u007fb"
      })
  void git11NamesOfBranchesThatAreRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new BranchName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "-x", ".hidden", "a.lock", "a b", "a\0"})
  void idsThatAreNoPlainNamesAreRefused(String id) throws IOException {
    var user = house.repository("user");
    var source = RepositorySource.of(user.directory());
    assertThatIllegalArgumentException().isThrownBy(() -> house.workspaces.mirror(id, source));
    var mirror = house.workspaces.mirror("sample", source);
    assertThatIllegalArgumentException().isThrownBy(() -> mirror.discard(id));
    assertThatIllegalArgumentException().isThrownBy(() -> BranchName.ofTask(id));
  }

  @Test
  void idsOfObjectsAreFullAndIdentitiesClean() {
    for (var id : new String[] {"", "abc", "HEAD", "--help", "A".repeat(40), "a".repeat(41)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CommitId(id));
      assertThatIllegalArgumentException().isThrownBy(() -> new TreeId(id));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Identity("a <b>", "c@d"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Identity(" ", "c@d"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Identity("a", "c\n@d"));
  }
}
