package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretAttacksTest extends SandboxTestBed {

  @Test
  void sec01_onlyTheSandboxsOwnEnvironmentIsVisible() {
    var names =
        text("env").lines().map(line -> line.substring(0, line.indexOf('='))).sorted().toList();
    assertThat(names)
        .contains("HOME", "PATH", "CI")
        .allMatch(name -> name.matches("[A-Z_]+"))
        .allMatch(
            name ->
                List.of("HOME", "USER", "LOGNAME", "PATH", "LANG", "TERM", "TMPDIR", "CI", "_")
                        .contains(name)
                    || List.of("PAGER", "PWD", "SHLVL", "OLDPWD", "DEBIAN_FRONTEND").contains(name)
                    || name.startsWith("GIT_"));
  }

  @Test
  void sec01_theFirstProcessTellsNothing() {
    assertThat(text("cat /proc/1/environ | tr '\\0' '\\n'")).isEmpty();
    assertThat(text("tr '\\0' ' ' < /proc/1/cmdline"))
        .startsWith("/usr/bin/bwrap --args 7 -- /usr/bin/prlimit ")
        .doesNotContain(directory.toString());
  }

  @Test
  void sec01_variablesGivenToACommandReachItOnly() {
    var command =
        Command.script(workTree, "echo $TOKEN; cat /proc/1/environ")
            .withEnvironment(Map.of("TOKEN", "canary-77"));
    assertThat(run(command).written().text()).isEqualTo("canary-77\n");
  }

  @Test
  void sec01_aZeroByteCannotSmuggleAnOption() {
    var value = "x\0--bind\0/\0/host";
    assertThat(run(Command.script(workTree, "ls").withEnvironment(Map.of("A", value))))
        .isInstanceOf(Outcome.Unavailable.class);
    assertThat(run(Command.of(workTree, List.of("echo", value))))
        .isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void sec02_homesAndKeysAreNotThere() {
    var script =
        "for f in /root/.ssh ~/.ssh ~/.aws ~/.m2/settings.xml ~/.npmrc ~/.netrc"
            + " ~/.git-credentials /var/run/docker.sock /run/secrets /etc/shadow"
            + " /etc/ssl/private /etc/hostname; do test -e $f && echo $f; done; echo end";
    assertThat(text(script)).isEqualTo("end\n");
  }

  @Test
  void sec08_theKernelTellsNothing() {
    assertThat(text("cat /proc/kcore | head -c 10; dmesg; cat /proc/keys; ls /sys 2>&1"))
        .doesNotContain("Linux version")
        .contains("cannot access '/sys'");
  }

  @Test
  void sec10_twoTreesDoNotSeeEachOther() throws Exception {
    var other = ownership.makeDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("file"), "canary-other");
    var first = run(Command.script(other, "echo canary > /tmp/a; echo canary > /dev/shm/a; id -u"));
    assertThat(first.succeeded()).isTrue();
    assertThat(text("cat /tmp/a /dev/shm/a ../other/file; ls /proc | grep -c '^[0-9]'"))
        .doesNotContain("canary");
  }

  @Test
  void pr12_onlyTheStandardFilesAreOpen() {
    var open = text("ls /proc/$$/fd; true").lines().toList();
    assertThat(open).allMatch(name -> List.of("0", "1", "2", "255").contains(name));
    assertThat(text("ls -l /proc/1/fd 2>&1")).doesNotContain(directory.toString());
  }

  @Test
  void sec01_settingsOfARepositoryShowNothingOfTheServices() throws IOException {
    var kept = Files.createDirectories(directory.resolve("sandbox/kept"));
    Files.writeString(kept.resolve("key"), "the-secret");
    var link = Files.createSymbolicLink(directory.resolve("link"), kept);
    var tree =
        ownership.makeDirectory(Files.createDirectory(directory.resolve("task")).resolve("tree"));
    for (var path : List.of(kept, directory.resolve("sandbox"), directory, link)) {
      var shown = Command.script(tree, "cat " + path + "/key").withReadOnly(List.of(path));
      assertThat(run(shown)).as("%s", path).isInstanceOf(Outcome.Unavailable.class);
      var cache = new DependencyCache(DependencyCache.Kind.PIP, path);
      var copied = Command.script(tree, "cat /caches/pip/key").withCaches(List.of(cache));
      assertThat(run(copied)).as("%s", path).isInstanceOf(Outcome.Unavailable.class);
    }
  }

  @Test
  void sec01_aCacheShowsNothingThatNotEverybodyMayRead() throws IOException {
    var open = Files.createDirectories(directory.resolve("open"));
    var closed = Files.createDirectories(open.resolve("closed"));
    var key = Files.writeString(closed.resolve("key"), "the-secret");
    permit(open, "rwxr-xr-x");

    permit(closed, "rwx------");
    permit(key, "rw-r--r--");
    assertThat(reason(run(copying(closed)))).contains("SHOWN_DIRECTORIES");
    assertThat(reason(run(copying(open)))).contains("open/closed", "SHOWN_DIRECTORIES");
    permit(closed, "rwxr-xr-x");
    permit(key, "rw-------");
    assertThat(reason(run(copying(open)))).contains("closed/key", "SHOWN_DIRECTORIES");
    permit(key, "rw-r--r--");
    assertThat(run(copying(closed)).written().text()).isEqualTo("the-secret");
  }

  @Test
  void sec01_whatTheOperatorNamesIsShown() throws IOException {
    var closed = Files.createDirectories(directory.resolve("closed"));
    permit(Files.writeString(closed.resolve("key"), "a jar"), "rw-------");
    permit(closed, "rwx------");
    var settings = SandboxSettings.in(directory.resolve("named")).withOpen(List.of(closed));
    try (var named = Bubblewrap.open(settings)) {
      var outcome = named.run(copying(closed), OutputListener.SILENT);
      assertThat(outcome.written().text()).isEqualTo("a jar");
    }
  }

  /// A service that is not root runs commands as itself, and they could read what it can.
  @Test
  void sec01_withoutAUserOfTheirOwnCommandsSeeOnlyWhatEverybodyMayRead() throws IOException {
    var shown = Files.createTempDirectory(Path.of("/var/tmp"), "shown");
    try {
      var command = Command.script(workTree, "true").withReadOnly(List.of(shown));
      var settings = SandboxSettings.in(directory.resolve("other")).with(new SandboxUser.Same());
      permit(shown, "rwx------");
      assertThat(CommandCheck.refusal(command, settings).orElseThrow())
          .contains("SHOWN_DIRECTORIES");
      permit(shown, "rwxr-xr-x");
      assertThat(CommandCheck.refusal(command, settings)).isEmpty();
    } finally {
      Files.delete(shown);
    }
  }

  private Command copying(Path source) {
    return Command.script(workTree, "cat /caches/pip/key")
        .withCaches(List.of(new DependencyCache(DependencyCache.Kind.PIP, source)));
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Unavailable(var reason) ? reason : "it ran: " + outcome;
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
