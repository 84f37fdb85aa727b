package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

  private static final BranchName MAIN = new BranchName("main");

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
    house.agent(tree, "echo new > new.txt; sed -i s/^5$/five/ src/app.txt");
    work = tree.checkpoint(1, "Work", AUTHOR).commit();
  }

  private CommitId later(String path, String text) throws IOException {
    user.write(path, text);
    user.commit("Later");
    mirror.fetch();
    return mirror.head(MAIN);
  }

  @Test
  void workAndLaterWorkThatDoNotTouchAreJoined() throws IOException {
    var target = later("README.md", "# Later\n");
    var merged = (Integration.Merged) mirror.integrate(work, target, "Join", AUTHOR);
    assertThat(mirror.files(merged.tree()))
        .containsExactly(".gitignore", "README.md", "new.txt", "src/app.txt");
    assertThat(mirror.rawDiff(target, merged.tree())).isEqualTo(mirror.rawDiff(base, work));
    assertThat(mirror.integrate(merged.commit(), target, "m", AUTHOR))
        .isEqualTo(new Integration.UpToDate(merged.commit(), merged.tree()));
    assertThat(mirror.land("task-1", MAIN, target, merged.commit()))
        .isEqualTo(new Landing.Landed(merged.commit()));
  }

  @Test
  void theSameLinesAreAConflict() throws IOException {
    var target = later("src/app.txt", "1\n2\n3\n4\nFIVE\n6\n7\n8\n9\n10\n");
    var conflict = (Integration.Conflict) mirror.integrate(work, target, "Join", AUTHOR);
    assertThat(conflict.paths()).containsExactly("src/app.txt");
    assertThat(mirror.unresolved(conflict.tree())).containsExactly("src/app.txt");
    assertThat(mirror.unresolved(mirror.tree(target))).isEmpty();
    assertThat(mirror.files(conflict.tree())).contains("new.txt");
  }

  @Test
  void aTargetThatHasItAlreadyIsAFastForward() throws IOException {
    mirror.land("task-1", MAIN, base, work);
    var target = later("README.md", "# Later\n");
    assertThat(mirror.integrate(work, target, "m", AUTHOR))
        .isEqualTo(new Integration.FastForward(target, mirror.tree(target)));
  }

  @Test
  void aRevertKeepsLaterWork() throws IOException {
    mirror.land("task-1", MAIN, base, work);
    var onto = later("README.md", "# Later\n");
    var reverted = (Reversal.Reverted) mirror.revert(work, base, onto, "Back", AUTHOR);
    assertThat(reverted.paths()).containsExactly("new.txt", "src/app.txt");
    assertThat(mirror.file(reverted.tree(), "README.md", 100))
        .contains("# Later\n".getBytes(UTF_8));
    assertThat(mirror.files(reverted.tree())).doesNotContain("new.txt");
    assertThat(mirror.revert(work, base, reverted.commit(), "Back", AUTHOR))
        .isEqualTo(new Reversal.NothingToRevert());
  }

  @Test
  void aRevertOfLinesThatChangedSinceIsAConflict() throws IOException {
    mirror.land("task-1", MAIN, base, work);
    var onto = later("src/app.txt", "1\n2\n3\n4\nfive and a half\n6\n7\n8\n9\n10\n");
    assertThat(mirror.revert(work, base, onto, "Back", AUTHOR))
        .isEqualTo(new Reversal.Conflict(List.of("src/app.txt")));
  }

  @Test
  void aMergedLandingIsRevertedAsAWhole() throws IOException {
    var target = later("README.md", "# Later\n");
    var merged = (Integration.Merged) mirror.integrate(work, target, "Join", AUTHOR);
    var reverted =
        (Reversal.Reverted) mirror.revert(merged.commit(), target, merged.commit(), "B", AUTHOR);
    assertThat(reverted.tree()).isEqualTo(mirror.tree(target));
  }

  @Test
  void attributesOfTheRepositoryDoNotSteerAMerge() throws IOException {
    user.write(".gitattributes", "*.txt merge=union\n");
    var target = later("src/app.txt", "1\n2\n3\n4\nFIVE\n6\n7\n8\n9\n10\n");
    assertThat(mirror.integrate(work, target, "Join", AUTHOR))
        .isInstanceOf(Integration.Conflict.class);
  }
}
