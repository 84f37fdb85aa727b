package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Work trees of steps that are done at once.
class ForkTreesTest {

  private static final BranchName MAIN = new BranchName("main");

  private Path temporary;
  private House house;
  private Mirror mirror;
  private WorkTree trunk;
  private Checkpoint before;

  /// Not in `/tmp`, of which commands have one of their own: the trunk's tree is shown to them.
  @BeforeEach
  void build() throws IOException {
    temporary = Files.createTempDirectory(Path.of("/var/tmp"), "journeyman-forks-");
    house = new House(temporary);
    mirror = house.mirror(house.repository("user"));
    trunk = mirror.checkOut("task-1", mirror.head(MAIN));
    house.agent(trunk, "echo kept.log > .gitignore; echo kept > kept.log; echo first > first.txt");
    before = trunk.checkpoint(1, "First", AUTHOR);
  }

  @AfterEach
  void clear() {
    Removal.of(Git.of(temporary.resolve("home"))).remove(temporary);
  }

  @Test
  void aForkBeginsWithTheFilesOfTheTrunkAndItsHistory() throws IOException {
    var fork = fork("0-2");
    assertThat(fork.created()).isTrue();
    assertThat(fork.head()).isEqualTo(before.commit());
    assertThat(fork.snapshot()).isEqualTo(before.tree());
    assertThat(fork.directory().resolve("kept.log")).exists();
    house.agent(fork, "git log --oneline | wc -l > count.txt; git status --porcelain > status.txt");
    assertThat(Files.readString(fork.directory().resolve("status.txt")))
        .isEqualTo("?? count.txt\n?? status.txt\n");
  }

  @Test
  void forksDoNotSeeEachOtherAndMergeInOrder() throws IOException {
    var one = fork("0-2");
    var two = fork("0-3");
    house.agent(one, "echo one > one.txt");
    house.agent(two, "echo two > two.txt");
    var first = one.checkpoint(2, "One", AUTHOR);
    var second = two.checkpoint(3, "Two", AUTHOR);

    assertThat(two.directory().resolve("one.txt")).doesNotExist();
    assertThat(mirror.checkpoints("task-1")).as("the trunk's stay").containsExactly(before);
    assertThat(mirror.integrate(before.commit(), first.commit(), "m", AUTHOR))
        .isEqualTo(new Integration.FastForward(first.commit(), first.tree()));
    assertThat(mirror.integrate(first.commit(), second.commit(), "m", AUTHOR))
        .isInstanceOfSatisfying(
            Integration.Merged.class,
            merged -> assertThat(mirror.files(merged.tree())).contains("one.txt", "two.txt"));
  }

  @Test
  void aForkIsFoundAgainOrRestoredFromItsOwnCheckpoint() throws IOException {
    var fork = fork("0-2");
    house.agent(fork, "echo one > one.txt");
    var checkpoint = fork.checkpoint(2, "One", AUTHOR);

    assertThat(fork("0-2").created()).isFalse();
    Removal.of(Git.of(temporary.resolve("home"))).remove(fork.directory());
    var again = fork("0-2");

    assertThat(again.created()).isTrue();
    assertThat(again.known()).isFalse();
    assertThat(again.head()).isEqualTo(checkpoint.commit());
    assertThat(again.directory().resolve("one.txt")).exists();
  }

  @Test
  void forksGoWithTheirTaskOrBefore() {
    var fork = fork("0-2");
    fork.checkpoint(2, "One", AUTHOR);
    mirror.discardForks("task-1");
    assertThat(fork.directory()).doesNotExist();
    assertThat(trunk.directory()).exists();
    assertThat(mirror.checkpoints("task-1_0-2")).isEmpty();
    assertThat(mirror.checkpoints("task-1")).containsExactly(before);

    fork("0-3");
    mirror.discard("task-1");
    assertThat(house.workspaces.traces()).isEqualTo(Set.of());
  }

  private WorkTree fork(String name) {
    return mirror.fork("task-1", name, before.commit(), Fence.OPEN);
  }
}
