package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FileAttacksTest extends SandboxTestBed {

  @Test
  void fs01_systemDirectoriesAreReadOnly() {
    var written =
        text("for d in /usr /usr/bin /etc / /dev /run /var /opt; do touch $d/canary 2>&1; done");
    assertThat(written.lines()).hasSize(8).allMatch(line -> line.contains("cannot touch"));
    assertThat(Path.of("/usr/canary")).doesNotExist();
    assertThat(Path.of("/etc/canary")).doesNotExist();
  }

  @Test
  void fs01_kernelSettingsAreReadOnly() {
    assertThat(text("echo x > /proc/sys/kernel/core_pattern; echo x > /proc/sysrq-trigger"))
        .containsIgnoringCase("read-only file system")
        .contains("sysrq-trigger");
  }

  @Test
  void fs02_filesOutsideTheTreeDoNotExist() throws IOException {
    var secret = Files.writeString(directory.resolve("secret"), "canary-9af2");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(text("cat " + secret + "; ls /root /home /var /srv 2>&1"))
        .contains("No such file or directory")
        .doesNotContain("canary-9af2")
        .doesNotContain("Permission denied");
  }

  @Test
  void fs02_linksToTheOutsideLeadNowhere() throws IOException {
    var secret = Files.writeString(directory.resolve("secret"), "canary-9af2");
    Files.createSymbolicLink(workTree.resolve("out"), secret);
    assertThat(text("cat out; cat /proc/1/root" + secret + "; cat /proc/self/cwd/../../" + secret))
        .doesNotContain("canary-9af2");
  }

  @Test
  void fs06_aSiblingWithTheSamePrefixIsNotVisible() throws IOException {
    Files.createDirectory(directory.resolve("tree-evil"));
    assertThat(text("ls /workspace-evil ../tree-evil " + directory)).contains("cannot access");
  }

  @Test
  void fs09_plantedLinksNeverMakeTheSandboxWriteOutside() throws IOException {
    var victim = ownership.makeDirectory(directory.resolve("victim"));
    var target = Path.of("/oldroot" + victim);
    for (var name : List.of("git", ".git", "tmp", "home", "proc", "dev", "etc", "repo-objects")) {
      Files.createSymbolicLink(workTree.resolve(name), target);
    }
    assertThat(run("true").succeeded()).isTrue();
    assertThat(run(Command.script(workTree, "true").in("tmp")).succeeded()).isFalse();
    try (var made = Files.list(victim)) {
      assertThat(made).isEmpty();
    }
  }

  @Test
  void fs09_theCanaryIsReportedNotFatal() throws IOException {
    assertThat(sandbox.isolation()).isInstanceOf(Isolation.Isolated.class);
    var isolated = (Isolation.Isolated) sandbox.isolation();
    assertThat(isolated.version()).startsWith("bubblewrap ");
    assertThat(isolated.warnings()).hasSize(canary(FileAttacksTest::ran).followsLinks() ? 1 : 0);
  }

  private LinkCanary canary(Function<List<String>, String> program) throws IOException {
    var tree = Files.createDirectories(directory.resolve("canary"));
    ownership.give(tree);
    return new LinkCanary(program, ownership.user(), tree);
  }

  private static String ran(List<String> line) {
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A bubblewrap with the defect makes its mount point where the planted link leads.
  @Test
  void fs09_theCanaryFiresWhereLinksAreFollowed() throws IOException {
    var victim = directory.resolve("canary/victim");
    assertThat(canary(_ -> made(victim.resolve("made"))).followsLinks()).isTrue();
    assertThat(canary(_ -> "nothing was followed").followsLinks()).isFalse();
  }

  /// With a directory in place of the link any bubblewrap gets there, or the canary proves nothing.
  @Test
  void fs09_theCanarysLineComesToItsMountPoint() throws IOException {
    var link = directory.resolve("canary/tree/link");
    var seen = canary(line -> withDirectory(link, line)).followsLinks();
    assertThat(seen).isFalse();
    assertThat(link.resolve("made")).isDirectory();
  }

  private String withDirectory(Path link, List<String> line) {
    try {
      Files.delete(link);
      ownership.makeDirectory(link);
      return ran(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String made(Path directory) {
    try {
      return Files.createDirectory(directory).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fs11_hardLinksAcrossMountsFail() {
    assertThat(text("ln /usr/bin/true here; ln /etc/passwd there"))
        .contains("Invalid cross-device link");
  }

  @Test
  void fs16_noSetUserIdFiles() throws IOException {
    var outcome = run("cp /bin/true s; chmod 4755 s; chmod 2755 s; mkdir d; chmod g+s d; ls -l s");
    assertThat(outcome.written().text()).contains("Operation not permitted");
    var mode = (int) Files.getAttribute(workTree.resolve("s"), "unix:mode");
    assertThat(mode & 06000).isZero();
  }

  @Test
  void fs17_devicesAndMountsAreRefused() {
    assertThat(
            text(
                "mknod n c 1 3; mount -t tmpfs x /tmp; umount /tmp; /usr/sbin/chroot / true; echo end"))
        .contains("mknod: n: Operation not permitted")
        .contains("mount: /tmp")
        .contains("umount: /tmp")
        .contains("cannot change root directory")
        .endsWith("end\n");
  }

  @Test
  void fs22_theWorkingDirectoryStaysInside() throws IOException {
    for (var escape : List.of("..", "/", "/etc", "a/../../x", "../tree")) {
      assertThat(run(Command.script(workTree, "pwd").in(escape)))
          .isInstanceOfSatisfying(
              Outcome.Unavailable.class,
              outcome -> assertThat(outcome.reason()).contains("leaves the work tree"));
    }
    Files.createSymbolicLink(workTree.resolve("link"), Path.of("/etc"));
    var inside = run(Command.script(workTree, "pwd -P; ls").in("link")).written().text();
    assertThat(inside).startsWith("/etc\n").doesNotContain("shadow").doesNotContain("hostname");
  }

  @Test
  void fs22_aMissingWorkingDirectoryIsTheCommandsFailure() {
    var outcome = run(Command.script(workTree, "pwd").in("nowhere"));
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.succeeded()).isFalse();
  }

  @Test
  void readOnlyPathsAreVisibleAndUnchangeable() throws IOException {
    var cache = Files.createTempDirectory(Path.of("/var/tmp"), "cache");
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(cache.resolve("jar"), "kept");
    var script = "cat %1$s/jar; echo evil > %1$s/jar; touch %1$s/new".formatted(cache);
    var written =
        run(Command.script(workTree, script).withReadOnly(List.of(cache))).written().text();
    assertThat(written).startsWith("kept").contains("Read-only file system");
    assertThat(Files.readString(cache.resolve("jar"))).isEqualTo("kept");
    Files.delete(cache.resolve("jar"));
    Files.delete(cache);
  }

  @Test
  void readOnlyPathsDoNotCoverTheSandboxsOwn() {
    for (var path : List.of("/", "/tmp", "/workspace/x", "/proc", "/home", "/run/x")) {
      assertThat(run(Command.script(workTree, "true").withReadOnly(List.of(Path.of(path)))))
          .isInstanceOf(Outcome.Unavailable.class);
    }
  }

  @Test
  void aWorkTreeThatIsALinkIsRefused() throws IOException {
    var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(run(Command.script(link, "ls"))).isInstanceOf(Outcome.Unavailable.class);
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void fs08_settingsInTheTreeAreFilesLikeAnyOther() throws IOException {
    Files.createDirectory(workTree.resolve(".claude"));
    Files.writeString(workTree.resolve(".claude/settings.json"), "{\"env\": {\"EVIL\": \"yes\"}}");
    ownership.give(workTree);
    var script =
        "mv .claude .old && mkdir .claude && echo evil > .claude/settings.json && env | grep EVIL";
    assertThat(text(script)).isEmpty();
    assertThat(workTree.resolve(".claude/settings.json")).hasContent("evil");
    assertThat(text("env | grep EVIL")).isEmpty();
  }

  @Test
  void fs10_aGitThatLeadsOutIsNotFollowed() throws IOException {
    var victim = ownership.makeDirectory(directory.resolve("victim"));
    Files.createSymbolicLink(workTree.resolve(".git"), Path.of("/oldroot" + victim));
    assertThat(text("git status; git init; echo x > .git/config"))
        .contains("not a git repository")
        .contains(".git/config: No such file or directory");
    try (var made = Files.list(victim)) {
      assertThat(made).isEmpty();
    }
  }

  @Test
  void fs16_noSetIdBitsByAnyCall() throws IOException {
    var script =
        "touch s t; perl -e '$a = \"s\"; $b = \"u\"; $h = pack(\"Q3\", 0101, 04755, 0);"
            + " print syscall(%d, -100, $b, 0101, 04755), \"\\n\";"
            + " print syscall(%d, -100, $b, $h, 24), \"\\n\";"
            + " print syscall(%d, -100, $a, 04755, 0), \"\\n\";"
            + " print syscall(%d, -100, $a, 04755), \"\\n\"'";
    assertThat(
            text(
                script.formatted(
                    Calls.OPENAT.number(),
                    Calls.OPENAT2.number(),
                    Calls.FCHMODAT2.number(),
                    Calls.FCHMODAT.number())))
        .isEqualTo("-1\n-1\n-1\n-1\n");
    assertThat((int) Files.getAttribute(workTree.resolve("s"), "unix:mode") & 06000).isZero();
    assertThat(workTree.resolve("u")).doesNotExist();
  }

  @Test
  void fs17_mountCallsAreRefused() {
    for (var call :
        List.of(Calls.MOUNT, Calls.UMOUNT2, Calls.PIVOT_ROOT, Calls.OPEN_BY_HANDLE_AT)) {
      assertThat(text(call.script())).as(call.name()).isEqualTo("-1 Operation not permitted\n");
    }
  }

  @Test
  void fs19_aPlantedNameInTheServicesDirectoryIsReplacedNotFollowed() throws IOException {
    var victim = Files.writeString(directory.resolve("victim"), "precious");
    var place = directory.resolve("planted");
    Files.createDirectories(place.resolve("files"));
    for (var name : List.of("filter", "passwd", "group", "hosts")) {
      Files.createSymbolicLink(place.resolve("files").resolve(name), victim);
    }
    var files = HostDirectory.prepare(place, new byte[] {1});
    assertThat(victim).hasContent("precious");
    assertThat(Files.isSymbolicLink(files.file("filter"))).isFalse();
    for (var name : List.of("files", "run", "output")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve(name))))
          .isEqualTo("rwx------");
    }
    Files.createSymbolicLink(files.output("x"), victim);
    var collector =
        new OutputCollector(2, OutputListener.SILENT, Optional.of(files.output("x")), 100);
    collector.add("evil".getBytes(StandardCharsets.UTF_8), 4);
    collector.finish();
    assertThat(victim).hasContent("precious");
  }
}
