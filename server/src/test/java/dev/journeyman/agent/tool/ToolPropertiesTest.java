package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of tools whatever they are given. A failure names its seed.
class ToolPropertiesTest {

  private static final String HIDDEN = "kept outside";

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private Bench bench;

  @BeforeEach
  void plant() {
    bench = Bench.in(directory, RepositoryConfiguration.EMPTY);
  }

  @Test
  void aCutTextIsNeverTooLongAndKeepsItsBeginningAndItsEnd() {
    for (int round = 0; round < 500; round++) {
      var text = text(random.nextInt(4000), "a", "line\n", "é", "𝄞", "\r\n", " ");
      int most = 2 + random.nextInt(3000);
      var cut = Cut.of(text, most);
      if (text.length() <= most) {
        assertThat(cut).as(about(round)).isEqualTo(new Cut(text, false));
        continue;
      }
      var parts = cut.text().split("\n… [0-9,.]+ characters are left out here …\n", -1);
      assertThat(parts).as(about(round)).hasSize(2);
      assertThat(text).as(about(round)).startsWith(parts[0]).endsWith(parts[1]);
      assertThat(parts[0].length() + parts[1].length()).as(about(round)).isLessThanOrEqualTo(most);
      assertThat(cut.text().codePoints())
          .as(about(round))
          .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
  }

  @Test
  void whatWasCutCanBeReadInFull() {
    for (int round = 0; round < 20; round++) {
      var text = text(8000 + random.nextInt(8000), "word ", "line\n", "é", "𝄞") + "end";
      var output = new Output(text, text.length(), Optional.empty());
      var shown = Shown.text(output, UnaryOperator.identity(), bench.context());
      assertThat(shown.length()).as(about(round)).isLessThan(Math.max(text.length(), 31_000) + 1);
      if (text.length() > 30_000) {
        var path = shown.replaceAll("(?s).*The full text is in (\\S+):.*", "$1");
        assertThat(Path.of(path)).as(about(round)).content().isEqualTo(text);
        assertThat(bench.read(path).error()).as(about(round)).isFalse();
      }
    }
  }

  @Test
  void noPathLeadsOutOfTheTree() throws IOException {
    var outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("f"), HIDDEN);
    Files.createSymbolicLink(bench.tree().resolve("link"), outside);
    Files.createSymbolicLink(bench.tree().resolve("up"), Path.of(".."));
    Files.createSymbolicLink(bench.tree().resolve("file"), outside.resolve("f"));
    bench.put("a/b", "inside");
    var pieces =
        List.of(
            "..",
            ".",
            "/",
            "/",
            "a",
            "b",
            "f",
            "link",
            "up",
            "file",
            "outside",
            "tree",
            "~",
            "/workspace",
            ".git",
            "%2e%2e",
            "\\",
            " ",
            outside.toString());
    for (int round = 0; round < 1500; round++) {
      var path =
          IntStream.range(0, 1 + random.nextInt(7))
              .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
              .collect(Collectors.joining(random.nextBoolean() ? "/" : ""));
      var read = bench.run(new ReadFile(Bench.MOST_BYTES), json(path));
      assertThat(read.text()).as("%s, %s", about(round), path).doesNotContain(HIDDEN);
      bench.write(
          Map.of("command", "create", "path", path, "file_text", "evil", "overwrite", true));
      bench.write(Map.of("command", "insert", "path", path, "insert_line", 0, "insert_text", "x"));
      assertThat(below(outside)).as("%s, %s", about(round), path).containsExactly("f");
      assertThat(outside.resolve("f")).as("%s, %s", about(round), path).hasContent(HIDDEN);
      assertThat(below(directory))
          .as("%s, %s", about(round), path)
          .containsExactlyInAnyOrder("outputs", "outside", "staging", "tree");
    }
  }

  @Test
  void replacingAllKeepsTheRestByteForByte() {
    for (int round = 0; round < 200; round++) {
      var content = text(random.nextInt(60), "old", " ", "\n", "o", "é", "$1") + "old";
      bench.put("f", content);
      bench.context().versions().clear();
      var done =
          bench.write(
              Map.of(
                  "command",
                  "str_replace",
                  "path",
                  "f",
                  "old_str",
                  "old",
                  "new_str",
                  "n\\$0",
                  "replace_all",
                  true));
      assertThat(done.error()).as(about(round)).isFalse();
      assertThat(bench.content("f")).as(about(round)).isEqualTo(content.replace("old", "n\\$0"));
    }
  }

  /// The model writes a line without the spaces at its end, and with other quotes.
  @Test
  void aLooseEditKeepsEveryOtherLineByteForByte() {
    for (int round = 0; round < 200; round++) {
      var lines = new ArrayList<String>();
      for (int i = 0; i < 3 + random.nextInt(20); i++) {
        lines.add("%s%d = “%d”;%s".formatted(" ".repeat(random.nextInt(5)), i, i, blanks()));
      }
      int changed = random.nextInt(lines.size());
      var end = random.nextBoolean() ? "\n" : "\r\n";
      bench.put("f", String.join(end, lines) + end);
      bench.context().versions().clear();
      var old = "%d = \"%d\";".formatted(changed, changed);
      var done =
          bench.write(
              Map.of("command", "str_replace", "path", "f", "old_str", old, "new_str", "new;"));
      assertThat(done.text()).as(about(round)).contains("did not match exactly");
      var after = List.of(bench.content("f").split(end, -1));
      assertThat(after.get(changed).strip()).as(about(round)).isEqualTo("new;");
      for (int i = 0; i < lines.size(); i++) {
        if (i != changed) {
          assertThat(after.get(i)).as(about(round)).isEqualTo(lines.get(i));
        }
      }
    }
  }

  private String blanks() {
    return " ".repeat(1 + random.nextInt(3));
  }

  private String text(int pieces, String... kinds) {
    return IntStream.range(0, pieces)
        .mapToObj(_ -> kinds[random.nextInt(kinds.length)])
        .collect(Collectors.joining());
  }

  private String about(int round) {
    return "seed %d, round %d".formatted(seed, round);
  }

  private static String json(String path) {
    return "{'path':'%s'}".formatted(path.replace("\\", "\\\\"));
  }

  private static List<String> below(Path directory) {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
