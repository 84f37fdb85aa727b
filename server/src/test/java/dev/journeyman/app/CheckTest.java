package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `./check` and the launcher say where Node is too old for the console.
class CheckTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String NEEDS = "journeyman: needs npm with Node 20.19 or newer";

  @TempDir private Path programs = Path.of("/nowhere");

  private record Said(int code, String text) {}

  @ParameterizedTest
  @CsvSource({"18.20.4, 1", "20.18.3, 1", "20.19.0, 0", "22.1.0, 0"})
  void theLauncherKnowsWhichNodeWillDo(String version, int code) throws Exception {
    node(version);
    var said = run("journeyman", "need-node");
    assertThat(said.code()).as(said.text()).isEqualTo(code);
    assertThat(said.text().startsWith(NEEDS)).isEqualTo(code != 0);
  }

  @Test
  void theCheckSaysSoBeforeItInstallsOrBuildsAnything() throws Exception {
    node("18.20.4");
    var begun = programs.resolve("begun");
    for (var program : new String[] {"mvn", "apt-get", "shellcheck"}) {
      program(program, "echo \"$0\" >>" + begun + "; exit 1");
    }
    var said = run("check");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).startsWith(NEEDS);
    assertThat(begun).doesNotExist();
  }

  /// The real one, which takes itself for another.
  private void node(String version) throws IOException, InterruptedException {
    var which = new ProcessBuilder("sh", "-c", "command -v node").start();
    var real = new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(which.waitFor()).isZero();
    program(
        "node",
        "exec %s -e \"Object.defineProperty(process, 'versions', {value: {node: '%s'}}); $2\""
            .formatted(real, version));
  }

  private void program(String name, String script) throws IOException {
    var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said run(String program, String... arguments) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(arguments);
    builder.command().addFirst(ROOT.resolve(program).toString());
    builder.environment().merge("PATH", programs + ":", (path, first) -> first + path);
    var process = builder.redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
