package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.RepositoryConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFileTest {

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void plant() {
    bench = Bench.in(directory, RepositoryConfiguration.EMPTY);
  }

  @Test
  void numbersTheLines() {
    bench.put("src/a.txt", "one\ntwo\n");
    assertThat(bench.read("/workspace/src/a.txt"))
        .isEqualTo(ToolResult.ok("     1\tone\n     2\ttwo\n"));
  }

  @Test
  void showsTheStretchThatIsAskedFor() {
    bench.put("a", "1\n2\n3\n4\n5");
    assertThat(range("[2, 3]").text()).isEqualTo("     2\t2\n     3\t3\n");
    assertThat(range("[4, -1]").text()).isEqualTo("     4\t4\n     5\t5\n");
    assertThat(range("[6, 7]")).extracting(ToolResult::error).isEqualTo(true);
    assertThat(range("[3, 2]").text()).contains("must not be before");
    assertThat(range("['x']").text()).contains("two integers");
  }

  private ToolResult range(String range) {
    return bench.run(
        new ReadFile(Bench.MOST_BYTES), "{'path':'a','view_range':%s}".formatted(range));
  }

  @Test
  void saysHowToGoOnAfterTwoThousandLines() {
    var text = IntStream.rangeClosed(1, 2500).mapToObj(String::valueOf);
    bench.put("long", text.collect(Collectors.joining("\n")));
    assertThat(bench.read("long").text())
        .contains("  2000\t2000\n")
        .doesNotContain("\t2001\n")
        .endsWith("(Lines up to 2000 of 2500 are shown. Go on with view_range [2001, 2500].)");
  }

  @Test
  void suggestsPathsThatAreAlike() {
    bench.put("src/Calculator.java", "");
    assertThat(bench.read("src/calculater.java").text())
        .contains("does not exist")
        .contains("Did you mean `src/Calculator.java`?");
    assertThat(bench.read("scr/Calculator.java").text()).contains("Did you mean `src`?");
    assertThat(bench.read("src/zzz.txt").text()).contains("`src` is there");
  }

  @Test
  void listsADirectoryTwoLevelsDeep() {
    bench.put("a/b/c/d.txt", "x");
    bench.put("e.txt", "four");
    assertThat(bench.read(".").text()).contains("a/\na/b/\ne.txt\t4 bytes").doesNotContain("a/b/c");
  }

  @Test
  void refusesBinaryLargeAndOutsideFilesWithARemedy() throws Exception {
    Files.write(bench.tree().resolve("binary"), new byte[] {1, 0, 2});
    Files.write(bench.tree().resolve("latin"), new byte[] {'a', (byte) 0xE9});
    Files.write(bench.tree().resolve("large"), new byte[(int) Bench.MOST_BYTES + 1]);
    assertThat(bench.read("binary").text()).contains("not UTF-8 text");
    assertThat(bench.read("latin").text()).contains("not UTF-8 text");
    assertThat(bench.read("large").text()).contains("at most");
    assertThat(bench.read("../x")).extracting(ToolResult::error).isEqualTo(true);
    assertThat(bench.run(new ReadFile(1), "{}").text()).contains("`path` (a string) is required");
    assertThat(bench.run(new ReadFile(1), "{'path':7}").text()).contains("must be a string");
  }

  @Test
  void readsTextsThatWereKeptInFull() {
    var kept = bench.context().texts().keep("output", "all of it");
    assertThat(bench.read(kept.toString()).text()).contains("all of it");
    assertThat(bench.read(kept.getParent() + "/../x").error()).isTrue();
  }
}
