package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds `.dockerignore` to what the Dockerfile copies. That its commands work shows
/// `deploy/archive/try`.
class ImageTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void theEngineIsHandedWhatTheDockerfileCopies() throws IOException {
    var copied = copied();
    assertThat(copied).contains("server", "console", "deploy/archive", "pom.xml", ".mvn");
    for (var source : copied) {
      try (var files = Files.walk(ROOT.resolve(source))) {
        assertThat(files.map(ROOT::relativize).filter(ImageTest::isSource))
            .as(source)
            .isNotEmpty()
            .noneMatch(ImageTest::isIgnored);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git/config",
        "console/.env.local",
        "console/dist/index.html",
        "console/node_modules/react/index.js",
        "deploy/secrets/jwt-secret",
        "server/target/server.jar",
        "target/journeyman.tar.gz"
      })
  void whatIsSecretOrMadeAnewIsKeptBack(String file) {
    assertThat(isIgnored(Path.of(file))).isTrue();
  }

  /// What comes from the repository, and from no other stage.
  private static List<String> copied() throws IOException {
    var copied = new ArrayList<String>();
    for (var line : Files.readAllLines(ROOT.resolve("deploy/Dockerfile"))) {
      if (line.startsWith("COPY ") && !line.contains("--from=")) {
        var words = line.split(" ");
        copied.addAll(Arrays.asList(words).subList(1, words.length - 1));
      }
    }
    return copied;
  }

  private static boolean isSource(Path file) {
    return Files.isRegularFile(ROOT.resolve(file))
        && Stream.of("target", "node_modules", "dist", "pictures")
            .noneMatch(made -> ("/" + file).contains("/" + made + "/"));
  }

  /// A line of `.dockerignore` stands for what it names and all below; `**` for any directories,
  /// none among them.
  private static boolean isIgnored(Path file) {
    return patterns().stream()
        .flatMap(pattern -> Stream.of(pattern, pattern.replaceFirst("^\\*\\*/", "")))
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .anyMatch(
            matcher ->
                Stream.iterate(file, part -> part != null, Path::getParent)
                    .anyMatch(matcher::matches));
  }

  private static List<String> patterns() {
    try {
      return Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
