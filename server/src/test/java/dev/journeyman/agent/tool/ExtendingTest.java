package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles the classes that docs/extending.md shows, and runs the tool among them.
class ExtendingTest {

  private static final Path GUIDE = Path.of("..", "docs", "extending.md");
  private static final JavaCompiler COMPILER =
      Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());

  @TempDir private Path directory = Path.of("/nowhere");

  @Test
  void theClassesOfTheGuideCompile() throws IOException {
    var classes = Files.createDirectory(directory.resolve("classes"));
    assertThat(compile(classes)).isEmpty();
    assertThat(classes.resolve("dev/journeyman/agent/tool/CountLines.class")).exists();
    assertThat(classes.resolve("dev/journeyman/pipeline/CoolingOffStage.class")).exists();
  }

  @Test
  void theToolOfTheGuideDoesWhatItSays() throws Exception {
    var classes = Files.createDirectory(directory.resolve("classes"));
    compile(classes);
    var code = Files.readAllBytes(classes.resolve("dev/journeyman/agent/tool/CountLines.class"));
    var defined = MethodHandles.lookup().defineClass(code);
    var tool = (Tool) defined.getDeclaredConstructor(long.class).newInstance(1_000L);

    var place = Files.createDirectory(directory.resolve("task"));
    var bench = Bench.in(place, dev.journeyman.repository.RepositoryConfiguration.EMPTY);
    Files.writeString(bench.context().shell().workTree().resolve("a.txt"), "one\ntwo\n");
    assertThat(run(tool, bench, "a.txt")).isEqualTo(ToolResult.ok("`a.txt` has 2 lines."));
    assertThat(run(tool, bench, "missing.txt").error()).isTrue();
    assertThat(run(tool, bench, "../outside").error()).isTrue();
    assertThat(tool.run(StoredJson.tree("{}"), bench.context()))
        .isEqualTo(ToolResult.error("`path` (a string) is required."));
  }

  private static ToolResult run(Tool tool, Bench bench, String path) {
    JsonNode input = StoredJson.tree("{\"path\":\"%s\"}".formatted(path));
    return tool.run(input, bench.context());
  }

  /// @return what the compiler says
  private static String compile(Path classes) throws IOException {
    var said = new StringWriter();
    var options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    COMPILER.getTask(said, null, null, options, null, programs()).call();
    return said.toString();
  }

  private static List<JavaFileObject> programs() throws IOException {
    var guide = Files.readString(GUIDE);
    var programs =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(guide)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(programs).hasSize(2);
    return programs.stream().<JavaFileObject>map(Program::new).toList();
  }

  private static final class Program extends SimpleJavaFileObject {

    private static final Pattern NAME = Pattern.compile("(?m)^record (\\w+)");

    private final String text;

    Program(String text) {
      super(URI.create("guide:///" + name(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      var name = NAME.matcher(text);
      assertThat(name.find()).isTrue();
      return name.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
