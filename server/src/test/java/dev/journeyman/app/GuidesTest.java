package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the guides name is there: files, commands, variables and tests. What they show is run by
/// others: the API by DocumentationTest, how to extend by ExtendingTest, the examples by
/// ExamplesTest.
class GuidesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./journeyman ([a-z][a-z-]*)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

  /// What the launcher does itself.
  private static final List<String> OF_LAUNCHER =
      List.of("help", "build", "package", "screenshots", "java-home");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    var broken = new ArrayList<String>();
    for (var guide : guides()) {
      var links = LINK.matcher(Files.readString(guide)).results();
      for (var link : links.map((MatchResult found) -> found.group(1)).toList()) {
        if (!link.matches("[a-z]+:.*") && !Files.exists(guide.resolveSibling(link))) {
          broken.add(ROOT.relativize(guide) + " -> " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyCommandIsOne() throws IOException {
    var known = new TreeSet<>(OF_LAUNCHER);
    Main.COMMANDS.forEach(command -> known.add(Main.name(command)));
    known.addAll(ofTerminalClient());
    assertThat(known).contains("serve", "watch", "doctor");
    assertThat(named(COMMAND)).hasSizeGreaterThan(15).isSubsetOf(known);
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    var there = new TreeSet<String>();
    try (var files = Files.walk(ROOT.resolve("server/src/test/java"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .forEach(name -> there.add(name.substring(0, name.length() - ".java".length())));
    }
    assertThat(named(TEST)).hasSizeGreaterThan(20).isSubsetOf(there);
  }

  private static List<String> ofTerminalClient() throws IOException {
    var list = "cli/src/main/java/dev/journeyman/cli/command/Commands.java";
    return Pattern.compile("ALL\\.put\\(\"([a-z-]+)\"")
        .matcher(Files.readString(ROOT.resolve(list)))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static Set<String> named(Pattern pattern) throws IOException {
    var named = new TreeSet<String>();
    for (var guide : guides()) {
      pattern
          .matcher(Files.readString(guide))
          .results()
          .map((MatchResult found) -> found.group(1))
          .forEach(named::add);
    }
    return named;
  }

  private static List<Path> guides() throws IOException {
    var guides = new ArrayList<Path>();
    for (var directory : List.of("docs", "deploy", "bench")) {
      try (var files = Files.walk(ROOT.resolve(directory))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(guides::add);
      }
    }
    for (var name : List.of("README.md", "SECURITY.md", "CONTRIBUTING.md")) {
      guides.add(ROOT.resolve(name));
    }
    return guides;
  }
}
