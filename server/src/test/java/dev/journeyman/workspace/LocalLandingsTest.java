package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLandingsTest {

  private static final BranchName MAIN = new BranchName("main");
  private static final String KEPT = "refs/heads/journeyman/task-1";

  @TempDir Path temporary;
  private House.UserSide user;
  private Mirror mirror;
  private CommitId base;
  private CommitId work;

  @BeforeEach
  void doSomeWork() throws IOException {
    var house = new House(temporary);
    user = house.repository("user");
    mirror = house.mirror(user);
    base = mirror.head(MAIN);
    var tree = mirror.checkOut("task-1", base);
    house.agent(tree, "echo new > new.txt; sed -i s/5/five/ src/app.txt");
    work = tree.checkpoint(1, "Work", AUTHOR).commit();
  }

  private Landing land() {
    return mirror.land("task-1", MAIN, base, work);
  }

  @Test
  void aBranchThatIsNotCheckedOutMovesAndTheCheckoutStaysAsItIs() throws IOException {
    user.git("checkout", "-q", "-b", "other");
    user.write("README.md", "# Unsaved\n");
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.head("main")).isEqualTo(work);
    assertThat(user.read("README.md")).isEqualTo("# Unsaved\n");
    assertThat(user.directory().resolve("new.txt")).doesNotExist();
  }

  @Test
  void aBareRepositoryTakesIt() throws IOException {
    var bare = new House.UserSide(temporary.resolve("bare.git"));
    user.git("clone", "-q", "--bare", user.directory().toString(), bare.directory().toString());
    var other =
        new House(temporary).workspaces.mirror("bare", RepositorySource.of(bare.directory()));
    var commit = other.commit(other.tree(base), List.of(base), "Empty", AUTHOR);
    assertThat(other.land("task-1", MAIN, base, commit)).isEqualTo(new Landing.Landed(commit));
    assertThat(bare.head("main")).isEqualTo(commit);
  }

  @Test
  void aLinkedWorktreeWithTheBranchFollows() throws IOException {
    user.git("checkout", "-q", "-b", "other");
    user.git("worktree", "add", "-q", "../linked worktree", "main");
    var linked = new House.UserSide(temporary.resolve("linked worktree"));
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(linked.read("new.txt")).isEqualTo("new\n");
    assertThat(linked.git("status", "--porcelain")).isEmpty();
    assertThat(user.directory().resolve("new.txt")).doesNotExist();
  }

  @Test
  void aCheckoutLeftBehindByACrashFollowsBeforeAnotherTaskLands() throws IOException {
    // The branch was moved; then the service was killed, before the checkout could follow.
    mirror.keepBranch("task-1", work);
    user.git("update-ref", "refs/heads/main", work.value());
    var kept = "--git-dir=" + temporary.resolve("root/mirrors/sample.git");
    user.git(kept, "update-ref", "refs/journeyman/landing/main", base.value());
    assertThat(user.git("status", "--porcelain")).isNotEmpty();
    mirror.fetch();
    var tree = mirror.checkOut("task-2", work);
    new House(temporary).agent(tree, "echo more > more.txt");
    var more = tree.checkpoint(1, "More", AUTHOR).commit();

    assertThat(mirror.land("task-2", MAIN, work, more)).isEqualTo(new Landing.Landed(more));

    assertThat(user.git("status", "--porcelain")).isEmpty();
    assertThat(user.read("new.txt")).isEqualTo("new\n");
    assertThat(user.read("more.txt")).isEqualTo("more\n");
    assertThat(user.git(kept, "for-each-ref", "refs/journeyman/landing/")).isEmpty();
  }

  @Test
  void aDirtyCheckoutIsLeftAloneAndTheWorkIsKept() throws IOException {
    user.write("README.md", "# Unsaved\n");
    assertThat(land())
        .isInstanceOfSatisfying(
            Landing.Refused.class,
            refused -> {
              assertThat(refused.reason()).contains("uncommitted", "README.md");
              assertThat(refused.remedy()).contains("journeyman/task-1");
            });
    assertThat(user.head("main")).isEqualTo(base);
    assertThat(user.head(KEPT)).isEqualTo(work);
    assertThat(user.read("README.md")).isEqualTo("# Unsaved\n");
    user.git("checkout", "-q", "--", "README.md");
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.git("for-each-ref", KEPT)).as("nothing is left behind").isEmpty();
  }

  @Test
  void whatARefusalKeptIsGoneWhenAnotherCommitHasLandedAfterTheBaseMoved() throws IOException {
    user.write("README.md", "# Unsaved\n");
    assertThat(land()).isInstanceOf(Landing.Refused.class);
    user.git("checkout", "-q", "--", "README.md");
    var later = user.commit("Later");
    mirror.fetch();
    var again = mirror.commit(mirror.tree(work), List.of(later), "Again", AUTHOR);
    assertThat(mirror.land("task-1", MAIN, later, again)).isEqualTo(new Landing.Landed(again));
    assertThat(user.git("for-each-ref", KEPT)).as("nothing is left behind").isEmpty();
  }

  @Test
  void whatSomebodyMadeOfAKeptBranchStays() throws IOException {
    user.write("README.md", "# Unsaved\n");
    assertThat(land()).isInstanceOf(Landing.Refused.class);
    user.git("checkout", "-q", "--", "README.md");
    user.git("checkout", "-q", "journeyman/task-1");
    var theirs = user.commit("Theirs");
    user.git("checkout", "-q", "main");
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.head(KEPT)).isEqualTo(theirs);
  }

  @Test
  void anUntrackedFileInTheWayIsNotOverwritten() throws IOException {
    user.write("new.txt", "mine\n");
    assertThat(land()).isInstanceOf(Landing.Refused.class);
    assertThat(user.read("new.txt")).isEqualTo("mine\n");
    assertThat(user.head("main")).isEqualTo(base);
    assertThat(user.git("status", "--porcelain")).isEqualTo("?? new.txt");
  }

  @Test
  void untrackedFilesElsewhereDoNotHinder() throws IOException {
    user.write("notes.txt", "mine\n");
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.git("status", "--porcelain")).isEqualTo("?? notes.txt");
  }

  @Test
  void anUnfinishedMergeIsNotDisturbed() throws IOException {
    Files.writeString(user.directory().resolve(".git/MERGE_HEAD"), base + "\n");
    assertThat(land())
        .isInstanceOfSatisfying(
            Landing.Refused.class, r -> assertThat(r.reason()).contains("merge or rebase"));
    assertThat(user.head("main")).isEqualTo(base);
  }

  @Test
  void aMovedBaseIsSaidAndNothingChanges() throws IOException {
    var later = user.commit("Later");
    assertThat(land()).isEqualTo(new Landing.Moved(later));
    assertThat(user.head("main")).isEqualTo(later);
  }

  @Test
  void aBranchThatIsGoneIsNotMadeAgain() throws IOException {
    user.git("checkout", "-q", "-b", "other");
    user.git("branch", "-D", "main");
    assertThat(land()).isInstanceOf(Landing.Refused.class);
    assertThat(user.git("branch", "--list", "main")).isEmpty();
  }

  @Test
  void landingTwiceIsLandingOnce() throws IOException {
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    user.commit("Later");
    assertThat(land()).isEqualTo(new Landing.Landed(work));
  }

  @Test
  void aCrashBetweenTheBranchAndTheFilesIsMadeGood() throws IOException {
    mirror.keepBranch("task-1", work);
    user.git("update-ref", "refs/heads/main", work.value(), base.value());
    assertThat(user.git("status", "--porcelain")).isNotEmpty();
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.git("status", "--porcelain")).isEmpty();
    assertThat(user.read("new.txt")).isEqualTo("new\n");
  }

  @Test
  void git10_hooksFiltersAndOtherProgramsOfTheRepositoryDoNotRun() throws IOException {
    var canary = temporary.resolve("canary");
    var script = "#!/bin/sh\ntouch '" + canary + "'\ncat\n";
    var program = temporary.resolve("program.sh");
    Files.writeString(program, script);
    program.toFile().setExecutable(true);
    for (var hook : new String[] {"reference-transaction", "post-checkout", "post-merge"}) {
      Files.createDirectories(user.directory().resolve(".git/hooks"));
      Files.copy(program, user.directory().resolve(".git/hooks/" + hook));
      user.directory().resolve(".git/hooks/" + hook).toFile().setExecutable(true);
    }
    Files.writeString(user.directory().resolve(".git/info/attributes"), "* filter=evil\n");
    Files.writeString(
        user.directory().resolve(".git/config"),
        """
        [filter "evil"]
          clean = %1$s
          smudge = %1$s
          process = %1$s
          required = true
        [core]
          fsmonitor = %1$s
          hooksPath = .git/hooks
          sshCommand = %1$s
          alternateRefsCommand = %1$s
        [uploadpack]
          packObjectsHook = %1$s
        """
            .formatted(program),
        StandardOpenOption.APPEND);
    mirror.fetch();
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    assertThat(user.read("new.txt")).isEqualTo("new\n");
    assertThat(canary).doesNotExist();
    user.git("update-ref", "refs/heads/other", "HEAD");
    assertThat(canary).as("the trap itself works").exists();
  }

  @Test
  void git19FilesOfTheCheckoutStayTheirOwners() throws Exception {
    assumeThat(House.isRoot()).isTrue();
    var owner = new HostUser(34567, 34567);
    try (var files = Files.walk(user.directory())) {
      for (var file : files.toList()) {
        owner.give(file);
      }
    }
    mirror.fetch();
    assertThat(land()).isEqualTo(new Landing.Landed(work));
    try (var files = Files.walk(user.directory())) {
      for (var file : files.toList()) {
        assertThat(HostUser.of(file)).as(file.toString()).isEqualTo(owner);
      }
    }
    assertThat(Files.readString(user.directory().resolve("new.txt"))).isEqualTo("new\n");
  }

  @Test
  void git14TheUsersConfigurationIsUntouchedByteForByte() throws IOException {
    var config = user.directory().resolve(".git/config");
    user.git("config", "extensions.worktreeConfig", "true");
    var before = Files.readAllBytes(config);
    mirror.fetch();
    land();
    mirror.keepBranch("task-1", work);
    mirror.discard("task-1");
    assertThat(Files.readAllBytes(config)).isEqualTo(before);
    assertThat(user.directory().resolve(".git/worktrees")).doesNotExist();
    assertThat(Files.exists(user.directory().resolve(".git/FETCH_HEAD"), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
    assertThat(user.git("fsck", "--strict")).doesNotContain("error");
  }
}
