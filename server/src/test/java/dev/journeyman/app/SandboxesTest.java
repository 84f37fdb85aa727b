package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no repository's settings can show, and what they can beside what everybody may read.
class SandboxesTest {

  @TempDir private Path directory;

  @Test
  void homeMirrorsAndFilesOfSecretsArePrivate() throws Exception {
    var secret = Files.writeString(directory.resolve("secret"), "s".repeat(48));
    var variables =
        Map.of(
            "JOURNEYMAN_HOME", directory.resolve("home").toString(),
            "JOURNEYMAN_MIRRORS", directory.resolve("mirrors").toString(),
            "JWT_SECRET_FILE", secret.toString(),
            "GIT_SSH_KEY_FILE", secret.toString(),
            "SHOWN_DIRECTORIES", "/srv/tools");
    var configuration = Configuration.load(new Environment(variables));
    var settings = Sandboxes.settings(configuration, directory.resolve("sandbox"));

    assertThat(settings.privatePaths())
        .contains(directory.resolve("home"), directory.resolve("mirrors"), secret);
    assertThat(settings.openPlaces())
        .contains(
            Path.of("/srv/tools"), Path.of(System.getProperty("user.home"), ".m2/repository"));
  }
}
