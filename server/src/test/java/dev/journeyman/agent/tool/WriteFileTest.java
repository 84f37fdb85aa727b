package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.RepositoryConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFileTest {

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void plant() {
    bench = Bench.in(directory, RepositoryConfiguration.EMPTY);
  }

  private ToolResult replace(String old, String fresh) {
    return bench.write(
        Map.of("command", "str_replace", "path", "f", "old_str", old, "new_str", fresh));
  }

  private ToolResult insert(int line, String text) {
    return bench.write(
        Map.of("command", "insert", "path", "f", "insert_line", line, "insert_text", text));
  }

  private ToolResult create(String text) {
    return bench.write(Map.of("command", "create", "path", "f", "file_text", text));
  }

  @Test
  void createsAFileWithItsDirectories() {
    bench.write(Map.of("command", "create", "path", "a/b/c", "file_text", "hello"));
    assertThat(bench.content("a/b/c")).isEqualTo("hello");
  }

  @Test
  void replacesAnExistingFileOnlyOnceItWasReadOrWhenToldSo() {
    bench.put("f", "old");
    assertThat(create("new").text()).contains("already exists");
    assertThat(bench.content("f")).isEqualTo("old");
    bench.read("f");
    assertThat(create("new").error()).isFalse();
    bench.put("f", "changed by a command");
    assertThat(create("newer").text()).contains("has changed since");
    assertThat(
            bench.write(
                Map.of("command", "create", "path", "f", "file_text", "x", "overwrite", true)))
        .extracting(ToolResult::error)
        .isEqualTo(false);
  }

  @Test
  void replacesWhatIsThereExactlyOnceAndShowsIt() {
    bench.put("f", "a\nb\nc\n");
    assertThat(replace("b", "B").text()).contains("has been edited").contains("     2\tB\n");
    assertThat(bench.content("f")).isEqualTo("a\nB\nc\n");
  }

  @Test
  void namesTheLinesOfSeveralMatchesAndReplacesThemOnlyWhenToldSo() {
    bench.put("f", "x\ny\nx\n");
    assertThat(replace("x", "z").text()).contains("Multiple occurrences").contains("[1, 3]");
    bench.write(
        Map.of(
            "command",
            "str_replace",
            "path",
            "f",
            "old_str",
            "x",
            "new_str",
            "z",
            "replace_all",
            true));
    assertThat(bench.content("f")).isEqualTo("z\ny\nz\n");
  }

  @Test
  void showsTheClosestPartOfWhatWasNotFound() {
    bench.put("f", "int first = 1;\nint second = compute(first);\nreturn second;\n");
    assertThat(replace("int second = calculate(first);", "x").text())
        .contains("did not appear verbatim")
        .contains("     2\tint second = compute(first);");
    assertThat(replace("same", "same").text()).contains("is the same as new_str");
    assertThat(replace("", "x").text()).contains("`old_str` is empty");
  }

  @Test
  void matchesLooselyOnceAndSaysSo() {
    bench.put("f", "if (a) {\n    say(“hi”);  \n}\n");
    assertThat(replace("say(\"hi\");", "shout();").text()).contains("did not match exactly");
    assertThat(bench.content("f")).isEqualTo("if (a) {\n    shout();\n}\n");
  }

  @Test
  void shiftsTheNewTextAsTheOldOneWasShifted() {
    bench.put("f", "class A {\n    void a() {\n        b();\n    }\n}\n");
    assertThat(replace("void a() {\n    b();\n}", "void a() {\n    c();\n}").error()).isFalse();
    assertThat(bench.content("f")).isEqualTo("class A {\n    void a() {\n        c();\n    }\n}\n");
  }

  @Test
  void doesNotMatchLooselyWhereItIsNotSure() {
    bench.put("f", "  a();\nx\n    a();\n");
    assertThat(replace("a();  ", "b();").text()).contains("did not appear verbatim");
    bench.put("f", "  a\n b\n");
    bench.context().versions().clear();
    assertThat(replace("a\nb", "c").error()).isTrue();
  }

  @Test
  void keepsMarkAndLineEnds() {
    bench.put("f", "\uFEFFone\r\ntwo\r\nthree");
    assertThat(replace("one\ntwo", "1\n2").error()).isFalse();
    assertThat(bench.content("f")).isEqualTo("\uFEFF1\r\n2\r\nthree");
    insert(3, "four");
    assertThat(bench.content("f")).isEqualTo("\uFEFF1\r\n2\r\nthree\r\nfour");
    insert(0, "zero");
    assertThat(bench.content("f")).isEqualTo("\uFEFFzero\r\n1\r\n2\r\nthree\r\nfour");
    assertThat(insert(6, "x").text()).contains("[0, 5]");
  }

  @Test
  void refusesToEditWhatHasChangedSinceItWasRead() {
    bench.put("f", "a");
    bench.read("f");
    bench.put("f", "ab");
    assertThat(replace("a", "c").text()).contains("has changed since you last read it");
    bench.read("f");
    assertThat(replace("a", "c").error()).isFalse();
  }

  @Test
  void refusesFilesThatWouldBeTooLargeAndWrongInput() {
    assertThat(create("x".repeat((int) Bench.MOST_BYTES + 1)).text()).contains("Nothing was");
    assertThat(bench.write(Map.of("command", "move", "path", "f")).text()).contains("Unknown");
    assertThat(bench.write(Map.of("path", "f")).text()).contains("`command`");
    assertThat(replace("a", "b").text()).contains("does not exist");
  }

  @Test
  void anEditKeepsTheRestByteForByte() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var before = text(random);
      var after = text(random);
      var content = (random.nextBoolean() ? "\uFEFF" : "") + before + "<<old>>" + after;
      bench.put("f", content);
      bench.context().versions().clear();
      assertThat(replace("<<old>>", "<<new>>").error()).as("seed %d", seed).isFalse();
      assertThat(bench.content("f"))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(content.replace("<<old>>", "<<new>>"));
    }
  }

  @Test
  void anInsertionKeepsTheRestByteForByte() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var content = text(random) + "end\n";
      bench.put("f", content);
      bench.context().versions().clear();
      insert(random.nextInt(Lines.of(content).size() + 1), "<<new>>");
      assertThat(bench.content("f").replaceAll("<<new>>\r?\n", ""))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(content);
    }
  }

  private static String text(Random random) {
    var pieces =
        new String[] {"a", " ", "\t", "\n", "\r\n", "é", "“", "𝄞", "old", "<", "\r", "$1\\"};
    return IntStream.range(0, random.nextInt(40))
        .mapToObj(_ -> pieces[random.nextInt(pieces.length)])
        .collect(Collectors.joining());
  }
}
