package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds docs/configuration.md to what the service reads.
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "journeyman", "app");
  private static final String BEGIN =
      "<!-- limits: made from LimitSettings, TrafficSettings, RetentionSettings and WebhookConfiguration -->\n";
  private static final String END = "<!-- end of limits -->\n";

  /// Where a name of a variable stands in the sources that read them.
  private static final Pattern NAME =
      Pattern.compile("(?:environment\\s*\\.\\w+\\(|new Setting\\()\\s*\"([A-Z][A-Z0-9_]+)\"");

  @Test
  void theLimitsAreThoseOfTheCode() throws IOException {
    var page = Files.readString(PAGE);
    var table =
        Stream.of(
                Stream.of("| variable | default | bounds | meaning |", "|---|---|---|---|"),
                LimitSettings.ALL.stream().map(Setting::row),
                TrafficSettings.ALL.stream().map(Setting::row),
                RetentionSettings.ALL.stream().map(Setting::row),
                WebhookConfiguration.ALL.stream().map(Setting::row))
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n", "", "\n"));
    var shown =
        page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)).strip() + "\n";
    assertThat(shown).as("put this between the marks in docs/configuration.md").isEqualTo(table);
  }

  @Test
  void everyVariableThatIsReadIsExplained() throws IOException {
    var page = Files.readString(PAGE);
    var read = new TreeSet<String>();
    try (var files = Files.list(SOURCES)) {
      for (var file : files.toList()) {
        NAME.matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> match.group(1))
            .forEach(read::add);
      }
    }
    assertThat(read).hasSizeGreaterThan(35).contains("PORT", "DATABASE_URL", "MAX_STREAMS");
    var silent = read.stream().filter(name -> !page.contains("`" + name + "`")).toList();
    assertThat(silent).isEqualTo(List.of());
  }
}
