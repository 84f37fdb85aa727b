package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands at the head of `compose.yaml` are run as they stand there, but for the last.
class ComposeRecipeTest {

  private static final Path COMPOSE = Path.of("..", "deploy", "compose.yaml");
  private static final String COMMAND = "#   ";

  /// Files that stand for secrets keep owner and mode in a container.
  @Test
  void anotherUserCanReadTheSecretsOnceTheyAreMounted(@TempDir Path directory) throws Exception {
    var recipe =
        Files.readAllLines(COMPOSE).stream()
            .filter(line -> line.startsWith(COMMAND) && !line.contains("docker "))
            .map(line -> line.substring(COMMAND.length()))
            .collect(Collectors.joining("\n", "umask 077\n", ""));
    var shell = new ProcessBuilder("sh", "-euc", recipe).directory(directory.toFile()).inheritIO();
    assertThat(shell.start().waitFor()).isZero();
    var secrets = directory.resolve("secrets");
    assertThat(mode(secrets)).isEqualTo("rwx------");
    try (var files = Files.list(secrets)) {
      assertThat(files).hasSize(5).allSatisfy(file -> assertThat(mode(file)).endsWith("r--"));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
