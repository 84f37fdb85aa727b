package dev.journeyman.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.workspace.TreeFileException.Reason;
import dev.journeyman.workspace.WorkTreeFiles.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTreeFilesTest {

  private static final long MOST = 10_000;

  @TempDir Path directory;
  private Path tree;
  private WorkTreeFiles files;

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectory(directory.resolve("task-1"));
    var staging = Files.createDirectory(directory.resolve("staging"));
    files = new WorkTreeFiles(tree, staging, Optional.empty());
    Files.writeString(Files.createDirectory(directory.resolve("outside")).resolve("f"), "SECRET");
    Files.createDirectory(directory.resolve("task-1-evil"));
  }

  @ParameterizedTest(name = "FS-07 {0}")
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/etc/passwd",
        "~/.ssh/id_rsa",
        "a\0b",
        "",
        " ",
        "//x",
        "..",
        "/workspace/../x",
        ".git/config",
        "a/.GIT/hooks/x",
        "/workspace-evil/x",
        "a\nb"
      })
  void pathsThatAreNoneOfTheTreeAreRefused(String path) {
    assertThatThrownBy(() -> TreePath.parse(path))
        .isInstanceOfSatisfying(
            TreeFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @Test
  void fs07LongPathsAreRefusedAndEncodedOnesAreJustNames() {
    assertThatThrownBy(() -> TreePath.parse("a".repeat(5000)))
        .isInstanceOf(TreeFileException.class);
    assertThatThrownBy(() -> TreePath.parse("a".repeat(300))).isInstanceOf(TreeFileException.class);
    assertThat(TreePath.parse("%2e%2e/x").elements()).containsExactly("%2e%2e", "x");
    assertThat(files.find(TreePath.parse("%2e%2e/x"))).isEmpty();
  }

  @Test
  void fs06SiblingsWithTheSameBeginningAreOutside() {
    var sibling = directory.resolve("task-1-evil").resolve("x").toString();
    assertThatThrownBy(() -> TreePath.parse(sibling)).isInstanceOf(TreeFileException.class);
  }

  @Test
  void readsWhatItWroteUnderAllSpellingsOfThePath() {
    files.write(TreePath.parse("/workspace/a//b/./c.txt"), "text".getBytes(UTF_8));
    assertThat(files.read(TreePath.parse("a/b/c.txt"), MOST)).asString().isEqualTo("text");
    assertThat(files.find(TreePath.parse("a/b")).orElseThrow().kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(files.find(TreePath.parse(".")).orElseThrow().kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(directory.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void keepsTheModeOfAFileItReplaces() throws IOException {
    var script = Files.writeString(tree.resolve("run.sh"), "old");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    files.write(TreePath.parse("run.sh"), "new".getBytes(UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rwxr-x---");
    assertThat(script).hasContent("new");
  }

  @Test
  void fs04LinksThatLeadOutsideAreNeitherReadNorWritten() throws IOException {
    Files.createSymbolicLink(tree.resolve("out"), directory.resolve("outside"));
    Files.createSymbolicLink(tree.resolve("up"), Path.of("../outside"));
    Files.createSymbolicLink(tree.resolve("file"), directory.resolve("outside/f"));
    for (var path : new String[] {"out/f", "up/f", "file", "out/new"}) {
      assertReason(Reason.LEAVES_TREE, () -> files.read(TreePath.parse(path), MOST));
      assertReason(
          Reason.LEAVES_TREE, () -> files.write(TreePath.parse(path), "evil".getBytes(UTF_8)));
    }
    assertThat(directory.resolve("outside/f")).hasContent("SECRET");
    assertThat(directory.resolve("outside/new")).doesNotExist();
  }

  @Test
  void linksWithinTheTreeAreFollowed() throws IOException {
    Files.createDirectories(tree.resolve("real/deep"));
    Files.writeString(tree.resolve("real/deep/f"), "inside");
    Files.createSymbolicLink(tree.resolve("real/link"), Path.of("../real/deep"));
    Files.createSymbolicLink(tree.resolve("mounted"), Path.of("/workspace/real/link/f"));
    assertThat(files.read(TreePath.parse("mounted"), MOST)).asString().isEqualTo("inside");
    files.write(TreePath.parse("mounted"), "changed".getBytes(UTF_8));
    assertThat(tree.resolve("real/deep/f")).hasContent("changed");
    assertThat(tree.resolve("mounted")).isSymbolicLink();
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    Files.createSymbolicLink(tree.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(tree.resolve("b"), Path.of("a"));
    assertReason(Reason.FAILED, () -> files.read(TreePath.parse("a"), MOST));
  }

  @Test
  @Timeout(20)
  void fs05ADirectoryThatIsSwappedForALinkNeverLeaks() throws Exception {
    Files.createDirectory(tree.resolve("d"));
    Files.writeString(tree.resolve("d/f"), "inside");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("outside"));
    var stop = new AtomicBoolean();
    var swapper = Thread.ofPlatform().start(() -> swap(stop));
    int read = 0;
    int leaks = 0;
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (System.nanoTime() < end) {
      try {
        leaks +=
            new String(files.read(TreePath.parse("d/f"), MOST), UTF_8).equals("inside") ? 0 : 1;
        files.write(TreePath.parse("d/g"), "written".getBytes(UTF_8));
        read++;
      } catch (TreeFileException _) {
        Thread.onSpinWait();
      }
    }
    stop.set(true);
    swapper.join();
    assertThat(leaks).isZero();
    assertThat(read).isPositive();
    assertThat(directory.resolve("outside/g")).doesNotExist();
  }

  /// Puts a link to the outside in the directory's place, and the directory back, again and again.
  private void swap(AtomicBoolean stop) {
    var real = directory.resolve("real");
    try {
      while (!stop.get()) {
        Files.move(tree.resolve("d"), real, StandardCopyOption.ATOMIC_MOVE);
        moveIn(directory.resolve("link"));
        Files.move(tree.resolve("d"), directory.resolve("link"), StandardCopyOption.ATOMIC_MOVE);
        moveIn(real);
      }
    } catch (IOException e) {
      throw new AssertionError("Nobody else moves these", e);
    }
  }

  /// The writer makes the directory anew when it finds none; that one has to give way.
  private void moveIn(Path source) throws IOException {
    while (true) {
      try {
        Files.move(source, tree.resolve("d"), StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileSystemException _) {
        Files.deleteIfExists(tree.resolve("d/g"));
        removeIfEmpty(tree.resolve("d"));
      }
    }
  }

  private static void removeIfEmpty(Path made) throws IOException {
    try {
      Files.deleteIfExists(made);
    } catch (DirectoryNotEmptyException _) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(5)
  void fs13APipeIsNoRegularFileAndNobodyWaitsForIt() throws Exception {
    new ProcessBuilder("mkfifo", tree.resolve("pipe").toString()).start().waitFor();
    assertReason(Reason.NOT_A_REGULAR_FILE, () -> files.read(TreePath.parse("pipe"), MOST));
    assertReason(Reason.NOT_A_REGULAR_FILE, () -> files.write(TreePath.parse("pipe"), new byte[0]));
    assertReason(Reason.NOT_A_DIRECTORY, () -> files.read(TreePath.parse("pipe/f"), MOST));
  }

  @Test
  void fs14ASparseFileOfTerabytesIsRefusedBeforeItIsRead() throws IOException {
    try (var sparse = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(3L << 40);
    }
    assertReason(Reason.TOO_LARGE, () -> files.read(TreePath.parse("sparse"), MOST));
  }

  @Test
  void fs16ASetUidBitIsNotCarriedOver() throws Exception {
    var file = Files.writeString(tree.resolve("s"), "old");
    new ProcessBuilder("chmod", "4755", file.toString()).start().waitFor();
    files.write(TreePath.parse("s"), "new".getBytes(UTF_8));
    int mode = (int) Files.getAttribute(file, "unix:mode");
    assertThat(mode & 07777).isEqualTo(0755);
  }

  @Test
  void listsADirectoryByNameWithoutGit() throws IOException {
    Files.createDirectories(tree.resolve(".git/objects"));
    Files.createDirectory(tree.resolve("b"));
    Files.writeString(tree.resolve("a"), "12345");
    Files.createSymbolicLink(tree.resolve("c"), Path.of("/"));
    assertThat(files.list(TreePath.parse("."), 100))
        .containsExactly(
            new WorkTreeFiles.Entry("a", Kind.FILE, 5),
            new WorkTreeFiles.Entry("b", Kind.DIRECTORY, 0),
            new WorkTreeFiles.Entry("c", Kind.LINK, 0));
    assertThat(files.list(TreePath.parse("."), 1)).hasSize(1);
  }

  @Test
  void noPathWhateverItsPiecesReachesTheOutside() throws IOException {
    Files.createSymbolicLink(tree.resolve("out"), Path.of("../outside"));
    Files.createDirectories(tree.resolve("in/x"));
    Files.createSymbolicLink(tree.resolve("in/up"), Path.of(".."));
    long seed = System.nanoTime();
    var random = new Random(seed);
    var pieces = new String[] {"..", ".", "in", "up", "out", "x", "f", "", "/", "workspace", "~"};
    for (int i = 0; i < 3000; i++) {
      var path = new StringBuilder(random.nextBoolean() ? "" : "/workspace/");
      for (int j = random.nextInt(1, 7); j > 0; j--) {
        path.append(pieces[random.nextInt(pieces.length)])
            .append(random.nextInt(4) == 0 ? "" : "/");
      }
      try {
        assertThat(files.read(TreePath.parse(path.toString()), MOST))
            .as("seed %d, path %s", seed, path)
            .asString()
            .isNotEqualTo("SECRET");
      } catch (TreeFileException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("outside");
      }
    }
  }

  private static void assertReason(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TreeFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void fs13_aPipeThatTakesTheFilesPlaceIsNotWaitedFor() throws Exception {
    var place = tree.resolve("swapped");
    Files.writeString(tree.resolve("file"), "content");
    assertThat(new ProcessBuilder("mkfifo", tree.resolve("pipe").toString()).start().waitFor())
        .isZero();
    var stop = new AtomicBoolean();
    var swapper =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    turn(tree.resolve("file"), place);
                    turn(place, tree.resolve("file"));
                    turn(tree.resolve("pipe"), place);
                    turn(place, tree.resolve("pipe"));
                  }
                });
    var reader =
        CompletableFuture.supplyAsync(
            () -> IntStream.range(0, 20_000).filter(_ -> reads("swapped")).count());
    try {
      assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
    } finally {
      stop.set(true);
      swapper.join();
    }
  }

  private boolean reads(String name) {
    try {
      return files.read(TreePath.parse(name), 100).length == 7;
    } catch (TreeFileException e) {
      return false;
    }
  }

  private static void turn(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> TreePath.parse("a\ud800b"))
        .isInstanceOfSatisfying(
            TreeFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessageContaining("a?b");
    assertThat(TreePath.parse("a\ud83d\ude00b").elements()).hasSize(1);
  }
}
