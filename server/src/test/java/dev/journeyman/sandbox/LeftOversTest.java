package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {

  @TempDir private Path directory;

  private static Process sleeper() throws Exception {
    return new ProcessBuilder("sleep", "1000").start();
  }

  @Test
  void aProcessOfAnEarlierServiceIsEnded() throws Exception {
    var files = HostDirectory.prepare(directory.resolve("sandbox"), new byte[0]);
    var process = sleeper();
    LeftOvers.remember(files.process("one"), process.pid());
    LeftOvers.end(files, new Ownership(SandboxUser.ofThisProcess()), Optional.empty());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(files.process("one")).doesNotExist();
  }

  @Test
  void directoriesGoThatTheirOwnerMayNotEnter() throws Exception {
    var files = HostDirectory.prepare(directory.resolve("sandbox"), new byte[0]);
    var home = Files.createDirectories(files.outputDirectory().resolve("home-1/closed"));
    Files.writeString(home.resolve("file"), "x");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    var unread = Files.writeString(files.output("one"), "nobody is left who would read it");
    LeftOvers.end(files, new Ownership(SandboxUser.ofThisProcess()), Optional.empty());
    assertThat(home.getParent()).doesNotExist();
    assertThat(unread).doesNotExist();
  }

  @Test
  void anotherProcessWithTheSameIdIsSpared() throws Exception {
    var files = HostDirectory.prepare(directory.resolve("sandbox"), new byte[0]);
    var process = sleeper();
    Files.writeString(files.process("one"), process.pid() + " 1");
    LeftOvers.end(files, new Ownership(SandboxUser.ofThisProcess()), Optional.empty());
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
  }

  @Test
  void aNameWithSpacesAndBracketsIsRead() {
    var stat = "7 (a b) c) S 3 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 1000 25 0";
    assertThat(ProcessTable.parse(7, stat)).isEqualTo(new ProcessTable.Row(7, 3, 4711, 25 * 4096L));
  }
}
