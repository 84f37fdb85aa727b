package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedObjectsTest {

  private static final BranchName MAIN = new BranchName("main");

  @TempDir Path temporary;
  private House house;
  private House.UserSide user;
  private Mirror mirror;

  @BeforeEach
  void open() throws IOException {
    house = new House(temporary);
    user = house.repository("user");
    mirror = house.mirror(user);
  }

  private Checkpoint work(String task, String script) {
    var tree = mirror.checkOut(task, mirror.head(MAIN));
    house.agent(tree, script);
    return tree.checkpoint(1, "Work", AUTHOR);
  }

  private String has(String task, String object) {
    var tree = mirror.checkOut(task, mirror.head(MAIN));
    return house.agent(tree, "git cat-file -e " + object + " 2>/dev/null && echo yes || echo no");
  }

  @Test
  void sec10UnfinishedWorkOfOneTaskIsNotAmongTheObjectsOfAnother() {
    var secret = work("task-1", "echo unfinished > new.txt");
    assertThat(has("task-2", secret.commit().value())).isEqualTo("no");
    assertThat(has("task-2", secret.tree().value())).isEqualTo("no");
    var names = "ls /repo-objects /repo-objects/pack; cat /repo-objects/info/alternates 2>&1; true";
    var seen = house.agent(mirror.checkOut("task-2", mirror.head(MAIN)), names);
    assertThat(seen).doesNotContain("shown").contains("No such file");
  }

  @Test
  void theHistoryOfTheSourceIsThere() throws IOException {
    user.commit("Second");
    mirror.fetch();
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    assertThat(house.agent(tree, "git log --format=%s; git fsck --connectivity-only 2>&1"))
        .isEqualTo("Second\nStart");
  }

  @Test
  void whatHasLandedIsThereThoughItWasMadeHere() throws IOException {
    var base = mirror.head(MAIN);
    var landed = work("task-1", "echo new > new.txt").commit();
    assertThat(mirror.land("task-1", MAIN, base, landed)).isEqualTo(new Landing.Landed(landed));
    mirror.discard("task-1");
    mirror.fetch();
    assertThat(has("task-2", landed.value())).isEqualTo("yes");
    var tree = mirror.checkOut("task-2", mirror.head(MAIN));
    assertThat(house.agent(tree, "git log --format=%s; git status --porcelain; git fsck 2>&1"))
        .isEqualTo("Work\nStart");
  }

  @Test
  void aRestoredTaskSeesItsOwnWorkSoFar() {
    var done = work("task-1", "echo new > new.txt");
    Removal.of(Git.of(temporary)).remove(mirror.workTree("task-1").orElseThrow().directory());
    var tree = mirror.checkOut("task-1", mirror.head(MAIN));
    assertThat(tree.created()).isTrue();
    assertThat(house.agent(tree, "git rev-parse HEAD; git status --porcelain; git show --stat"))
        .startsWith(done.commit().value())
        .contains("new.txt | 1 +");
    assertThat(has("task-2", done.commit().value())).isEqualTo("no");
  }

  @Test
  void aMirrorOfAnEarlierVersionIsSortedOut() throws IOException {
    var secret = work("task-1", "echo unfinished > new.txt");
    var objects = temporary.resolve("root/mirrors/sample.git/objects");
    user.git("--git-dir=" + objects.resolveSibling(""), "repack", "-a", "-d", "-q");
    Files.delete(objects.resolve("info/alternates"));
    Files.delete(objects.resolveSibling("shown-heads"));
    Removal.of(Git.of(temporary)).remove(objects.resolve("shown"));
    mirror = house.mirror(user);
    assertThat(has("task-2", mirror.head(MAIN).value())).isEqualTo("yes");
    assertThat(has("task-2", secret.commit().value())).isEqualTo("no");
    assertThat(mirror.checkpoints("task-1")).hasSize(1);
  }
}
