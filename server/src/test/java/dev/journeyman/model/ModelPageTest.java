package dev.journeyman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The tests that `docs/model.md` names are there.
class ModelPageTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "model.md"));
    var sources = sources();
    var named = NAMED.matcher(page).results().toList();
    assertThat(named).hasSizeGreaterThan(60);
    for (var test : named) {
      assertThat(sources.getOrDefault(test.group(1) + ".java", ""))
          .as(test.group())
          .contains("void " + test.group(2) + "(");
    }
  }

  @Test
  void everyRowOfThePageNamesATest() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "model.md"));
    var rows =
        page.lines()
            .filter(line -> line.startsWith("| "))
            .filter(line -> !line.endsWith("| test |"))
            .toList();
    assertThat(rows).allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
    assertThat(rows).hasSizeGreaterThan(50);
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new HashMap<String, String>();
    try (var files = Files.walk(Path.of("src/test/java"))) {
      List<Path> tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
      for (var test : tests) {
        sources.put(String.valueOf(test.getFileName()), Files.readString(test));
      }
    }
    return sources;
  }
}
