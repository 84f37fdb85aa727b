package dev.journeyman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row of the corpus of attacks on the API and on webhooks is a test that is named after it.
/// GitHub's own webhooks (WH-12) are not taken in, so there is nothing to attack.
class AttackRowsTest {

  private static final Path TESTS = Path.of("src", "test", "java");

  @ParameterizedTest
  @CsvSource({
    "api, '01 02 03 05 06 09 10 11 12 13 14 16 17 19 21 22 23 25'",
    "wh, '01 03 04 05 07 08 09 10 13'"
  })
  void everyRowIsATest(String kind, String numbers) throws IOException {
    var name = Pattern.compile("void %s(\\d\\d)_?[A-Za-z]".formatted(kind));
    var tested = new TreeSet<String>();
    try (var files = Files.walk(TESTS)) {
      for (var file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
        name.matcher(Files.readString(file))
            .results()
            .map((MatchResult found) -> found.group(1))
            .forEach(tested::add);
      }
    }
    assertThat(List.copyOf(tested))
        .as(kind.toUpperCase(Locale.ROOT))
        .containsAll(List.of(numbers.split(" ")));
  }
}
