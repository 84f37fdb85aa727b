package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `docs/api.md` shows is run as it stands there, and its table is the contract's.
@SuppressWarnings("NullAway.Init")
class DocumentationTest {

  private static final Path DOCS = Path.of("..", "docs");

  private static TestService service;
  private static TestRepository repository;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(WholeWayTest.script());
    repository = service.repository(TestRepository.VERIFY);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"bash, bash -s", "javascript, node --input-type=module -", "python, python3 -"})
  void theProgramsOfTheGuideDoTheWholeJob(String language, String command) throws Exception {
    var said = run(program(language), List.of(command.split(" ")));

    assertThat(said)
        .contains("+a note", "Changes approved and deployed", "Task rolled back successfully");
    assertThat(repository.has("note.txt")).isFalse();
  }

  @Test
  void theTableHasEveryRouteOfTheContractAndNoOther() throws IOException {
    var yaml = Files.readString(Path.of("src/main/resources/openapi.yaml"));
    var contract = new TreeSet<String>();
    var path = "";
    for (var line : yaml.lines().toList()) {
      if (line.matches("  /\\S+:")) {
        path = line.strip().replaceFirst(":$", "");
      } else if (line.matches("    (get|post|patch|put|delete):")) {
        contract.add(line.strip().replace(":", "").toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    var shown = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S*)` \\|").matcher(guide()).results();
    assertThat(new TreeSet<>(shown.map(found -> found.group(1)).toList())).isEqualTo(contract);
    assertThat(contract).hasSizeGreaterThan(40);
  }

  private static String program(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(guide())
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String guide() throws IOException {
    return Files.readString(DOCS.resolve("api.md"));
  }

  private static String run(String program, List<String> command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JOURNEYMAN_URL", service.url());
    builder.environment().put("JOURNEYMAN_TOKEN", service.token());
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(program.getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
    return said;
  }
}
