package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BubblewrapTest extends SandboxTestBed {

  @Test
  void thisHostIsolates() {
    assertThat(sandbox.isolation()).isInstanceOf(Isolation.Isolated.class);
  }

  @Test
  void runsACommandInTheWorkTree() throws Exception {
    var outcome = run("pwd; id -un; echo hello > made; echo wrong >&2; exit 3");
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(((Outcome.Exited) outcome).code()).isEqualTo(3);
    assertThat(outcome.written().text()).isEqualTo("/workspace\nagent\nwrong\n");
    assertThat(Files.readString(workTree.resolve("made"))).isEqualTo("hello\n");
  }

  @Test
  void whatKeepsTheProbeFromBeginningIsSaidToo() throws IOException {
    var closed = Files.createDirectories(directory.resolve("other"));
    Files.writeString(closed.resolve("probe"), "in the way");
    try (var other = Bubblewrap.open(SandboxSettings.in(closed))) {
      assertThat(other.isolation())
          .isInstanceOfSatisfying(
              Isolation.Impossible.class,
              found -> {
                assertThat(found.reason()).contains("could not be tried out", "other/probe");
                assertThat(found.remedy()).isNotBlank();
              });
    }
  }

  @Test
  void whatIsPrivateDoesNotLieWhereEveryCommandSeesIt() throws IOException {
    var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/usr/share"));
    for (var home : List.of(Path.of("/opt/journeyman/home"), Path.of("/usr/local/x"), link)) {
      var settings = SandboxSettings.in(directory.resolve("seen")).withPrivate(List.of(home));
      try (var other = Bubblewrap.open(settings)) {
        assertThat(other.isolation())
            .isInstanceOfSatisfying(
                Isolation.Impossible.class,
                found -> {
                  assertThat(found.reason()).contains(home.toString(), "every command sees /");
                  assertThat(found.remedy()).contains("JOURNEYMAN_HOME");
                });
      }
    }
  }

  @Test
  void whatEverybodyMayReadCanLieThere() throws IOException {
    var settings =
        SandboxSettings.in(directory.resolve("seen")).withPrivate(List.of(Path.of("/usr/bin/env")));
    try (var other = Bubblewrap.open(settings)) {
      assertThat(other.isolation()).isInstanceOf(Isolation.Isolated.class);
    }
  }
}
