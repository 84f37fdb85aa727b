package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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
}
