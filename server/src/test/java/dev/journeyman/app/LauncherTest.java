package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds both launchers to the commands of the service: what a launcher does not know, it would
/// hand to the terminal client.
class LauncherTest {

  private static final Pattern KNOWN = Pattern.compile("\n  ([a-z |]+)\\) true ;;");

  @ParameterizedTest
  @ValueSource(strings = {"journeyman", "deploy/archive/journeyman"})
  void everyCommandReachesTheService(String launcher) throws IOException {
    var known = KNOWN.matcher(Files.readString(Path.of("..").resolve(launcher)));
    assertThat(known.find()).isTrue();
    assertThat(known.group(1).split(" \\| "))
        .containsExactlyInAnyOrderElementsOf(
            Main.COMMANDS.stream().map(Main::name).filter(name -> !name.equals("train")).toList());
  }
}
