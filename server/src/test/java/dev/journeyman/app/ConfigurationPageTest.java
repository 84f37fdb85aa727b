package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds docs/configuration.md to what the service reads. Defaults that it tells in words, such as
/// `none` or a place in the home, are not compared, nor those of OpenTelemetry's SDK.
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "journeyman", "app");
  private static final String BEGIN =
      "<!-- limits: made from LimitSettings, TrafficSettings, RetentionSettings and WebhookConfiguration -->\n";
  private static final String END = "<!-- end of limits -->\n";

  private static final Pattern DEFAULT =
      Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]+)`(?: \\*)? \\| (`[^`|]+`|\\d+) \\|");

  @TempDir private Path home = Path.of("/nowhere");

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

  /// Who sets a variable to its default as the page has it must change nothing.
  @Test
  void theDefaultsAreThoseOfTheCode() throws IOException {
    var defaults = defaults(Files.readString(PAGE));
    assertThat(defaults).hasSizeGreaterThan(35).containsKeys("HOST", "JOURNEYMAN_MODEL", "SANDBOX");
    var unset = load(Map.of());
    defaults.forEach(
        (name, value) -> {
          // The default of some is the value of another.
          var shown = defaults.getOrDefault(value, value);
          assertThat(load(Map.of(name, shown))).as("%s=%s", name, shown).isEqualTo(unset);
        });
  }

  /// By variable, where the cell is one number or one thing between backticks.
  private static Map<String, String> defaults(String page) {
    return DEFAULT
        .matcher(page)
        .results()
        .filter(
            (MatchResult row) -> !row.group(1).startsWith("OTEL_") && !row.group(2).contains("~"))
        .collect(
            Collectors.toMap(
                (MatchResult row) -> row.group(1),
                (MatchResult row) -> row.group(2).replace("`", "")));
  }

  private Configuration load(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.put("JOURNEYMAN_HOME", home.toString());
    return Configuration.load(new Environment(all));
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
