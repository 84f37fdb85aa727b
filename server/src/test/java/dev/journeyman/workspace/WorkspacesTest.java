package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacesTest {

  private static final BranchName MAIN = new BranchName("main");

  @TempDir Path temporary;
  private House house;
  private House.UserSide user;

  @BeforeEach
  void build() throws IOException {
    house = new House(temporary);
    user = house.repository("user");
  }

  @Test
  void aTaskGoesFromTheTargetBranchToALandedCommitAndBack() throws IOException {
    var mirror = house.mirror(user);
    assertThat(mirror.defaultBranch()).isEqualTo(MAIN);
    var base = mirror.head(MAIN);
    assertThat(base).isEqualTo(user.head("main"));

    var tree = mirror.checkOut("task-1", base);
    assertThat(tree.created()).isTrue();
    house.agent(tree, "echo new > new.txt; sed -i s/5/five/ src/app.txt; git add -A");
    var checkpoint = tree.checkpoint(1, "First step", AUTHOR);
    assertThat(mirror.checkpoints("task-1")).containsExactly(checkpoint);
    assertThat(tree.head()).isEqualTo(checkpoint.commit());
    assertThat(user.git("status", "--porcelain")).isEmpty();
    assertThat(user.head("main")).isEqualTo(base);

    assertThat(mirror.integrate(checkpoint.commit(), base, "m", AUTHOR))
        .isEqualTo(new Integration.UpToDate(checkpoint.commit(), checkpoint.tree()));
    assertThat(mirror.land("task-1", MAIN, base, checkpoint.commit()))
        .isEqualTo(new Landing.Landed(checkpoint.commit()));
    assertThat(user.head("main")).isEqualTo(checkpoint.commit());
    assertThat(user.read("new.txt")).isEqualTo("new\n");
    assertThat(user.git("status", "--porcelain")).isEmpty();

    mirror.fetch();
    var reversal =
        mirror.revert(checkpoint.commit(), base, mirror.head(MAIN), "Take it back", AUTHOR);
    assertThat(reversal)
        .isInstanceOfSatisfying(
            Reversal.Reverted.class,
            reverted -> {
              assertThat(reverted.tree()).isEqualTo(mirror.tree(base));
              assertThat(reverted.paths()).containsExactly("new.txt", "src/app.txt");
              assertThat(mirror.land("task-1", MAIN, checkpoint.commit(), reverted.commit()))
                  .isEqualTo(new Landing.Landed(reverted.commit()));
            });
    assertThat(user.directory().resolve("new.txt")).doesNotExist();
  }

  /// As if somebody had taken the task over.
  private static final Fence TAKEN =
      new Fence() {
        @Override
        public <R> R within(Supplier<R> write) {
          throw new IllegalStateException("taken over");
        }
      };

  @Test
  void aWorkerThatHasLostItsTaskWritesNoCheckpointAndLandsNothing() throws IOException {
    var mirror = house.mirror(user);
    var base = mirror.head(MAIN);
    var tree = mirror.checkOut("task-1", base);
    house.agent(tree, "echo one > one.txt");
    var checkpoint = tree.checkpoint(1, "One", AUTHOR);

    var late = mirror.checkOut("task-1", base, checkpoint.commit(), TAKEN);
    house.agent(late, "echo late > one.txt");
    assertThatThrownBy(() -> late.checkpoint(1, "Late", AUTHOR)).hasMessage("taken over");
    assertThat(mirror.checkpoints("task-1")).containsExactly(checkpoint);

    assertThatThrownBy(() -> mirror.land("task-1", MAIN, base, checkpoint.commit(), TAKEN))
        .hasMessage("taken over");
    assertThat(user.head("main")).isEqualTo(base);
    assertThat(mirror.landed(MAIN, checkpoint.commit())).isFalse();
    mirror.land("task-1", MAIN, base, checkpoint.commit());
    assertThat(mirror.landed(MAIN, checkpoint.commit())).isTrue();
  }

  @Test
  void aMirrorThatLacksTheCheckpointsGivesTheWorkThatIsKnownOfElsewhere() throws IOException {
    var mirror = house.mirror(user);
    var base = mirror.head(MAIN);
    var tree = mirror.checkOut("task-1", base);
    house.agent(tree, "echo one > one.txt");
    var work = tree.checkpoint(1, "One", AUTHOR).commit();
    // A task that ends while a backup is made takes its refs away; the objects stay.
    mirror.discard("task-1");

    var restored = mirror.checkOut("task-1", base, work, Fence.OPEN);

    assertThat(restored.created()).isTrue();
    assertThat(restored.directory().resolve("one.txt")).hasContent("one");
  }

  @Test
  void aWorkTreeIsFoundAgainOrRestoredFromItsLastCheckpoint() throws IOException {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(tree, "echo one > one.txt");
    var checkpoint = tree.checkpoint(1, "One", AUTHOR);
    house.agent(tree, "echo two > two.txt");

    var again = mirror.checkOut("task-1", mirror.head(MAIN));
    assertThat(again.created()).isFalse();
    assertThat(again.directory().resolve("two.txt")).exists();

    new ProcessBuilder("rm", "-rf", tree.directory().toString()).start().onExit().join();
    assertThat(mirror.workTree("task-1")).isEmpty();
    var restored = mirror.checkOut("task-1", mirror.head(MAIN));
    assertThat(restored.created()).isTrue();
    assertThat(restored.head()).isEqualTo(checkpoint.commit());
    assertThat(restored.directory().resolve("one.txt")).hasContent("one");
    assertThat(restored.directory().resolve("two.txt")).doesNotExist();
    assertThat(restored.snapshot()).isEqualTo(checkpoint.tree());
  }

  @Test
  void aWorkTreeWhoseIndexIsDamagedIsRestored() throws IOException {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(tree, "echo one > one.txt");
    var checkpoint = tree.checkpoint(1, "One", AUTHOR);
    // As after a power cut.
    Files.write(tree.directory().resolveSibling("service").resolve("index"), new byte[512]);

    var restored = mirror.checkOut("task-1", mirror.head(MAIN));

    assertThat(restored.created()).isTrue();
    assertThat(restored.snapshot()).isEqualTo(checkpoint.tree());
  }

  @Test
  void whatAKilledGitHasLockedIsFetchedAllTheSame() throws IOException {
    var mirror = house.mirror(user);
    mirror.fetch();
    var directory = house.directory.resolve("root/mirrors/sample.git");
    assertThat(directory).isDirectory();
    var locks = List.of("config.lock", "packed-refs.lock", "refs/remotes/origin/main.lock");
    for (var lock : locks) {
      var file = Files.createFile(directory.resolve(lock));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(90)));
    }
    user.write("new.txt", "new\n");
    var head = user.commit("More");

    mirror.fetch();

    assertThat(mirror.head(MAIN)).isEqualTo(head);
    assertThat(locks).noneMatch(lock -> Files.exists(directory.resolve(lock)));
  }

  @Test
  void aResetTakesTheFilesBackAndLeavesIgnoredOnes() {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(tree, "mkdir ignored; echo kept > ignored/file; rm README.md; echo x > junk");
    tree.checkpoint(1, "One", AUTHOR);
    tree.reset(tree.base());
    assertThat(tree.directory().resolve("README.md")).exists();
    assertThat(tree.directory().resolve("junk")).doesNotExist();
    assertThat(tree.directory().resolve("ignored/file")).exists();
    assertThat(house.agent(tree, "git status --porcelain")).isEmpty();
  }

  @Test
  void theSameCheckpointTwiceIsOne() {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(tree, "echo x > x");
    var first = tree.checkpoint(1, "One", AUTHOR);
    assertThat(tree.checkpoint(1, "One", AUTHOR)).isEqualTo(first);
    house.agent(tree, "echo y > y");
    var second = tree.checkpoint(2, "Two", AUTHOR);
    assertThat(mirror.checkpoints("task-1")).containsExactly(first, second);
    assertThat(mirror.integrate(second.commit(), first.commit(), "m", AUTHOR))
        .isInstanceOf(Integration.UpToDate.class);
  }

  @Test
  void aSnapshotThatWasKilledDoesNotBlockTheNext() throws IOException {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    Files.createFile(tree.directory().resolveSibling("service").resolve("index.lock"));
    assertThat(tree.snapshot()).isEqualTo(mirror.tree(tree.base()));
  }

  @Test
  void exportGivesPlainFiles() throws IOException {
    var mirror = house.mirror(user);
    var target = temporary.resolve("clean");
    mirror.export(mirror.head(MAIN), target);
    assertThat(target.resolve("src/app.txt")).hasContent(user.read("src/app.txt"));
    assertThat(target.resolve(".git")).doesNotExist();
    try (var own = Files.walk(temporary.resolve("root/exports"), 2)) {
      assertThat(own.filter(path -> path.getFileName().toString().startsWith("git-"))).isEmpty();
    }
  }

  @Test
  void filesAreReadFromObjects() {
    var mirror = house.mirror(user);
    var head = mirror.head(MAIN);
    assertThat(mirror.files(head)).containsExactly(".gitignore", "README.md", "src/app.txt");
    assertThat(mirror.file(head, "README.md", 100))
        .hasValueSatisfying(b -> assertThat(text(b)).isEqualTo("# Sample\n"));
    assertThat(mirror.file(mirror.tree(head), "README.md", 3))
        .hasValueSatisfying(b -> assertThat(text(b)).isEqualTo("# S"));
    for (var path : List.of("src", "nothing", "", "/etc/passwd", "../x", ":/README.md", "--help")) {
      assertThat(mirror.file(head, path, 100)).as(path).isEmpty();
    }
  }

  @Test
  void fs21_discardLeavesNothingAndCanBeRepeated() throws IOException {
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    var victim = Files.createDirectory(temporary.resolve("victim"));
    Files.writeString(victim.resolve("file"), "precious");
    house.agent(tree, "mkdir -p a/b; chmod 000 a; ln -s %s link".formatted(victim));
    tree.checkpoint(1, "One", AUTHOR);
    mirror.discard("task-1");
    mirror.discard("task-1");
    assertThat(tree.directory().getParent()).doesNotExist();
    assertThat(mirror.checkpoints("task-1")).isEmpty();
    assertThat(mirror.workTree("task-1")).isEmpty();
    assertThat(victim.resolve("file")).hasContent("precious");
  }

  @Test
  void aForcedMoveOfTheTargetIsSeenAndADeletedBranchIsGone() throws IOException {
    user.git("branch", "old");
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(tree, "echo x > x");
    var kept = tree.checkpoint(1, "One", AUTHOR);

    user.git("commit", "-q", "--amend", "-m", "Another start");
    user.git("branch", "-D", "old");
    user.git("branch", "old/child");
    mirror.fetch();

    assertThat(mirror.head(MAIN)).isEqualTo(user.head("main")).isNotEqualTo(tree.base());
    assertThat(mirror.head(new BranchName("old/child"))).isEqualTo(user.head("main"));
    assertThatThrownBy(() -> mirror.head(new BranchName("old")))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.problem()).isEqualTo(WorkspaceException.Problem.BRANCH_MISSING));
    assertThat(mirror.checkpoints("task-1")).containsExactly(kept);
    assertThat(mirror.land("task-1", MAIN, tree.base(), kept.commit()))
        .isEqualTo(new Landing.Moved(user.head("main")));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void cleanTreesOfAServiceThatWasKilledAreRemovedAndThoseOfALivingOneAreNot() throws IOException {
    var exports = temporary.resolve("root/exports");
    var left = Files.createDirectories(exports.resolve("left/scratch-1/tree"));
    Files.writeString(left.resolve("file"), "left");
    try (var scratch = house.workspaces.scratch()) {
      house.mirror(user).export(house.mirror(user).head(MAIN), scratch.directory());
      var second = new House(temporary);
      assertThat(left).doesNotExist();
      assertThat(scratch.directory().resolve("README.md")).exists();
      assertThat(second.mirror(user).head(MAIN)).isEqualTo(user.head("main"));
    }
  }

  @Test
  void whatIsNotCommittedIsCopiedAndTheCheckoutStaysAsItIs() throws IOException {
    user.write("README.md", "changed\n");
    Files.delete(user.directory().resolve("src/app.txt"));
    user.write("new/file.txt", "new\n");
    user.write("ignored/file.txt", "ignored\n");
    Files.createSymbolicLink(user.directory().resolve("link"), Path.of("/etc/passwd"));
    var before = user.git("status", "--porcelain");
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    mirror.copyUncommitted(tree);
    assertThat(tree.directory().resolve("README.md")).hasContent("changed");
    assertThat(tree.directory().resolve("src/app.txt")).doesNotExist();
    assertThat(tree.directory().resolve("new/file.txt")).hasContent("new");
    assertThat(tree.directory().resolve("ignored")).doesNotExist();
    assertThat(Files.readSymbolicLink(tree.directory().resolve("link"))).hasToString("/etc/passwd");
    assertThat(user.git("status", "--porcelain")).isEqualTo(before);
  }

  @Test
  void aLinkOfTheCommitLeadsNoUncommittedFileOutOfTheTree() throws IOException {
    var outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x"), "theirs");
    var link = user.directory().resolve("d");
    Files.createSymbolicLink(link, outside);
    user.commit("A link");
    user.git("update-index", "--assume-unchanged", "d");
    Files.delete(link);
    user.write("d/x", "ours\n");
    user.write("d/new", "new\n");
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    mirror.copyUncommitted(tree);
    assertThat(outside.resolve("x")).hasContent("theirs");
    assertThat(outside.resolve("new")).doesNotExist();
    assertThat(tree.directory().resolve("d/x")).hasContent("ours");
  }

  @Test
  void aDirectoryThatBecameAFileIsAFile() throws IOException {
    Files.delete(user.directory().resolve("src/app.txt"));
    Files.delete(user.directory().resolve("src"));
    user.write("src", "a file now\n");
    var mirror = house.mirror(user);
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    mirror.copyUncommitted(tree);
    assertThat(tree.directory().resolve("src")).hasContent("a file now");
  }
}
