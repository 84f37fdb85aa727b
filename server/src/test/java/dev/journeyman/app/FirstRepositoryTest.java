package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.DependencyCache.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class FirstRepositoryTest {

  private static TestService service;

  @TempDir private Path temporary;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void itIsShownAndItsChecksAreTriedOnce() throws Exception {
    TestRepository.create(temporary.resolve("good"));
    first().tryOut(register("good", Map.of()));
    assertThat(said())
        .contains("good: changes land on main", "python3 -m unittest")
        .contains("Tried to verify good as it is: 1 test passed.");
  }

  @Test
  void whatABuildLacksIsSaidWithoutObeyingItsOutput() throws Exception {
    var repository = TestRepository.create(temporary.resolve("bad"));
    repository.write(
        "test_limits.py", "import unittest\nraise Exception('\\033[31mno \\033]0;x\\007module')\n");
    repository.commit("Break it");
    first().tryOut(register("bad", Map.of()));
    assertThat(said())
        .contains("--cache maven=")
        .contains(
            "bad does not pass its own checks as it is: `python3 -m unittest discover` exited")
        .contains("no \\x1b]0;x\\x07module")
        .doesNotContain("\033");
  }

  @Test
  void cachesAreTakenWhenItIsRegisteredAndLater() throws Exception {
    TestRepository.create(temporary.resolve("cached"));
    register("cached", Map.of(Kind.PIP, temporary));
    assertThat(register("cached", Map.of()).configuration().caches()).hasSize(1);
    var other = Map.of(Kind.NPM, Files.createDirectory(temporary.resolve("npm")));
    assertThat(register("cached", other).configuration().caches().getFirst().tool())
        .isEqualTo("npm");
    assertThatThrownBy(() -> register("cached", Map.of(Kind.GO, temporary.resolve("none"))))
        .hasMessageContaining("--cache go: there is no directory");
  }

  private Repository register(String name, Map<Kind, Path> caches) {
    var location = temporary.resolve(name).toString();
    return first().register(location, Optional.empty(), Optional.empty(), caches);
  }

  private FirstRepository first() {
    return new FirstRepository(service.rooms(), 1, out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
