package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.journeyman.workspace.FileChange.Kind;
import dev.journeyman.workspace.FileChange.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

  @TempDir Path temporary;
  private House house;
  private Mirror mirror;
  private WorkTree tree;

  @BeforeEach
  void checkOut() throws IOException {
    house = new House(temporary);
    mirror = house.mirror(house.repository("user"));
    tree = mirror.checkOut("task-1", mirror.head(new BranchName("main")));
  }

  private Diff after(String script) {
    house.agent(tree, script);
    return mirror.diff(tree.base(), tree.snapshot());
  }

  private static FileChange only(Diff diff) {
    assertThat(diff.files()).hasSize(1);
    return diff.files().getFirst();
  }

  private static FileChange at(Diff diff, String path) {
    return diff.files().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void nothingIsAnEmptyDiff() {
    assertThat(mirror.diff(tree.base(), tree.base()).isEmpty()).isTrue();
    assertThat(mirror.diff(tree.base(), tree.base()).text()).isEmpty();
  }

  @Test
  void everyStatusIsTold() {
    var diff =
        after(
            """
            echo new > added.txt
            rm README.md
            sed -i s/5/five/ src/app.txt && mv src/app.txt src/renamed.txt
            chmod +x .gitignore
            ln -s /etc/passwd link
            printf 'a\\0b' > image.bin
            """);
    assertThat(diff.truncated()).isFalse();
    assertThat(at(diff, "added.txt").status()).isEqualTo(Status.ADDED);
    assertThat(at(diff, "added.txt").additions()).isEqualTo(1);
    assertThat(at(diff, "added.txt").patch()).contains("+new");
    assertThat(at(diff, "README.md").status()).isEqualTo(Status.DELETED);
    assertThat(at(diff, "src/renamed.txt").status()).isEqualTo(Status.RENAMED);
    assertThat(at(diff, "src/renamed.txt").oldPath()).isEqualTo("src/app.txt");
    assertThat(at(diff, ".gitignore").status()).isEqualTo(Status.MODE_CHANGED);
    assertThat(at(diff, ".gitignore").kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(at(diff, "link").kind()).isEqualTo(Kind.SYMLINK);
    assertThat(at(diff, "link").patch()).contains("+/etc/passwd");
    assertThat(at(diff, "image.bin").binary()).isTrue();
    assertThat(diff.files()).allMatch(f -> f.patch().startsWith("diff --git "));
  }

  @Test
  void aFileThatBecomesALinkKeepsItsNeighboursPatchesApart() {
    var diff = after("rm README.md; ln -s src README.md; echo z > z.txt; echo a > A.txt");
    assertThat(diff.files())
        .extracting(FileChange::path, FileChange::status)
        .containsExactly(
            tuple("A.txt", Status.ADDED),
            tuple("README.md", Status.TYPE_CHANGED),
            tuple("z.txt", Status.ADDED));
    assertThat(diff.files().get(1).patch()).contains("-# Sample", "+src");
    assertThat(diff.files().get(2).patch()).contains("+z").doesNotContain("+src");
  }

  @Test
  void oddNamesNeitherBreakNorForgeAPatch() {
    var diff =
        after(
            """
            echo 1 > -dash; echo 2 > '--output=x'; echo 3 > $'line\\nfeed'
            mkdir -p $'x\\ndiff --git a'; echo 4 > $'x\\ndiff --git a/b'
            echo 5 > 'süß 🎉'; echo 6 > $'latin-\\xe9'; echo 7 > ':(top)magic'; echo 8 > '"quote"'
            """);
    assertThat(diff.files())
        .extracting(FileChange::path)
        .containsExactlyInAnyOrder(
            "-dash",
            "--output=x",
            "line\nfeed",
            "x\ndiff --git a/b",
            "süß 🎉",
            "latin-\\xE9",
            ":(top)magic",
            "\"quote\"");
    for (var file : diff.files()) {
      assertThat(file.patch()).startsWith("diff --git ").contains("@@ -0,0 +1 @@\n+");
      assertThat(file.patch().lines().filter(l -> l.startsWith("diff --git "))).hasSize(1);
    }
    assertThat(diff.additions()).isEqualTo(8);
  }

  @Test
  void attributesOfTheRepositoryHideNothing() {
    var diff = after("echo '* -diff binary' > .gitattributes; echo backdoor >> src/app.txt");
    assertThat(diff.text()).contains("+backdoor");
  }

  @Test
  void git21_whatIsTooLongIsCutAndSaid() {
    house.agent(tree, "seq 1 20000 > long.txt; echo short > short.txt");
    var head = tree.snapshot();
    var objects = new Objects(objectsGit());
    var file = new DiffLimits(100, 1 << 20, 500, Duration.ofMinutes(1));
    var cut = new DiffReader(objects, file).read(tree.base(), head);
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.files().get(0).truncated()).isTrue();
    assertThat(cut.files().get(0).additions()).isEqualTo(20_000);
    assertThat(cut.files().get(1).patch()).contains("+short");

    var total = new DiffLimits(100, 10_000, 1 << 20, Duration.ofMinutes(1));
    var half = new DiffReader(objects, total).read(tree.base(), head);
    assertThat(half.truncated()).isTrue();
    assertThat(half.files().get(1).truncated()).isTrue();
    assertThat(half.text()).endsWith("larger than the limit.\n");

    var few = new DiffLimits(1, 1 << 20, 1 << 20, Duration.ofMinutes(1));
    assertThat(new DiffReader(objects, few).read(tree.base(), head).files()).hasSize(1);
    assertThat(new DiffReader(objects, few).read(tree.base(), head).truncated()).isTrue();
  }

  @Test
  void git21_patchesThatTakeTooLongAreLeftOut() {
    var head = after("echo x > x.txt").files();
    assertThat(head).hasSize(1);
    var hasty = new DiffLimits(100, 1 << 20, 1 << 20, Duration.ofNanos(1));
    var diff = new DiffReader(new Objects(objectsGit()), hasty).read(tree.base(), tree.snapshot());
    assertThat(diff.truncated()).isTrue();
    assertThat(diff.text()).contains("left out");
  }

  private Git objectsGit() {
    var root = temporary.resolve("root");
    return Git.of(root.resolve("home")).in(root.resolve("mirrors/sample.git"));
  }

  @Test
  void git15ReplacedObjectsAreNotLookedAt() throws IOException {
    house.agent(
        tree,
        """
        echo evil > evil.txt; git add -A; git commit -qm evil
        git replace HEAD HEAD^; git tag -f main; git update-ref refs/heads/main HEAD
        """);
    var snapshot = tree.checkpoint(1, "Work", AUTHOR);
    var change = only(mirror.diff(tree.base(), snapshot.commit()));
    assertThat(change.path()).isEqualTo("evil.txt");
    assertThat(objectsGit().expect("for-each-ref", "--format=%(refname)").line().lines().toList())
        .isEqualTo(
            List.of(
                "refs/journeyman/bases/task-1",
                "refs/journeyman/tasks/task-1/1",
                "refs/remotes/origin/main"));
  }
}
