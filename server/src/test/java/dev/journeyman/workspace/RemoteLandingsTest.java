package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A remote, for which git is told to go to a directory instead of the network.
class RemoteLandingsTest {

  private static final BranchName MAIN = new BranchName("main");
  private static final RepositorySource SOURCE =
      new RepositorySource("https://git.example.test/team/app.git");

  @TempDir Path temporary;
  private House.UserSide user;
  private House.UserSide remote;
  private Mirror mirror;
  private CommitId base;
  private CommitId work;

  @BeforeEach
  void doSomeWork() throws IOException {
    var instead = "url.file://" + temporary.resolve("team") + "/.insteadOf";
    var house = new House(temporary, List.of(instead + "=https://git.example.test/team/"));
    user = house.repository("user");
    remote = new House.UserSide(temporary.resolve("team/app.git"));
    user.git("clone", "-q", "--bare", user.directory().toString(), remote.directory().toString());
    mirror = house.workspaces.mirror("app", SOURCE);
    base = mirror.head(MAIN);
    var tree = mirror.checkOut("task-1", base);
    house.agent(tree, "echo new > new.txt");
    work = tree.checkpoint(1, "Work", AUTHOR).commit();
  }

  private Landing land() {
    return mirror.land("task-1", MAIN, base, work);
  }

  private CommitId laterCommit() throws IOException {
    user.git("fetch", "-q", remote.directory().toString(), "main");
    user.git("reset", "-q", "--hard", "FETCH_HEAD");
    user.write("later.txt", "later\n");
    var later = user.commit("Later");
    user.git("push", "-q", "--force", remote.directory().toString(), "HEAD:main");
    return later;
  }

  @Test
  void exactlyTheCommitIsPushedAndNothingElse() throws IOException {
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(remote.head("main")).isEqualTo(work);
    assertThat(remote.git("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
  }

  @Test
  void aMovedBranchIsNotOverwritten() throws IOException {
    var later = laterCommit();
    assertThat(land()).isEqualTo(new Landing.Moved(later));
    assertThat(remote.head("main")).isEqualTo(later);
  }

  @Test
  void landingTwiceIsLandingOnce() throws IOException {
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    laterCommit();
    assertThat(land()).isEqualTo(new Landing.Landed(work));
  }

  @Test
  void aBranchThatAnotherWorkerHasPushedInTheSameMomentIsThere() throws IOException {
    hook("update", "git update-ref \"$1\" \"$3\"; echo 'cannot lock ref' >&2; exit 1");
    var branch = mirror.remoteBranch(BranchName.ofTask("task-1"));
    assertThat(branch.push(Set.of(), work)).isEqualTo(new Landing.Landed(work));
    assertThat(remote.head("journeyman/task-1")).isEqualTo(work);
  }

  @Test
  void aBranchThatTheServerDoesNotWantIsRefusedOnce() throws IOException {
    var asked = remote.directory().resolve("asked");
    hook("update", "echo once >>'%s'; echo 'not here' >&2; exit 1".formatted(asked));
    var branch = mirror.remoteBranch(BranchName.ofTask("task-1"));
    assertThat(branch.push(Set.of(), work))
        .isInstanceOfSatisfying(
            Landing.Refused.class, refused -> assertThat(refused.reason()).contains("not here"));
    assertThat(Files.readAllLines(asked)).hasSize(1);
  }

  private void hook(String name, String commands) throws IOException {
    var hook = remote.directory().resolve("hooks").resolve(name);
    Files.writeString(hook, "#!/bin/sh\n" + commands + "\n");
    hook.toFile().setExecutable(true);
  }

  @Test
  void aServerThatRefusesIsQuoted() throws IOException {
    hook("pre-receive", "echo 'main is protected' >&2; exit 1");
    assertThat(land())
        .isInstanceOfSatisfying(
            Landing.Refused.class,
            refused ->
                assertThat(refused.reason()).contains("git.example.test", "main is protected"));
    assertThat(remote.head("main")).isEqualTo(base);
  }

  @Test
  void theWorkCanBeKeptAsABranch() throws IOException {
    assertThat(mirror.keepBranch("task-1", work)).isEqualTo(new BranchName("journeyman/task-1"));
    assertThat(remote.head("journeyman/task-1")).isEqualTo(work);
    assertThat(remote.head("main")).isEqualTo(base);
  }

  @Test
  void aRemoteThatIsGoneIsSaid() throws IOException {
    Files.move(remote.directory(), temporary.resolve("elsewhere"));
    assertThatThrownBy(mirror::fetch)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.problem()).isIn(Problem.NOT_GIT, Problem.NOT_FOUND));
    assertThat(mirror.head(MAIN)).isEqualTo(base);
  }
}
