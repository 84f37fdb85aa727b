package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.database.StoredJson;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tiny instances with the simulated model, a real repository and a real sandbox.
@SuppressWarnings("NullAway.Init")
class EvaluationTest {

  private static final String SCRIPT =
      """
      rules:
        - stage: execute
          task: "Solve:"
          replies:
            - calls: [{write_file: {command: create, path: sum.sh, file_text: "echo $(($1 + $2))\\n", overwrite: true}}]
            - calls: [{finish_step: {summary: Done.}}]
        - stage: execute
          task: "Spoil:"
          replies:
            - calls: [{write_file: {command: create, path: sum.sh, file_text: "echo 5\\n", overwrite: true}}]
            - calls: [{finish_step: {summary: Done.}}]
      """;

  private static final String TESTS =
      """
      diff --git a/sum_test.sh b/sum_test.sh
      new file mode 100644
      --- /dev/null
      +++ b/sum_test.sh
      @@ -0,0 +1,3 @@
      +[ "$1" != two ] || [ "$(sh sum.sh 2 3)" = 5 ]
      +two=$?
      +[ "$1" != zero ] || [ "$(sh sum.sh 0 0)" = 0 ] && exit $two
      """;

  @TempDir private Path directory;

  @Test
  void instancesAreSolvedJudgedAndNotDoneTwice() throws Exception {
    var commit = repository();
    var instances =
        List.of(
            instance("solved", "Solve: sums are wrong", commit),
            instance("spoiled", "Spoil: sums are wrong", commit),
            instance("untouched", "Something else", commit),
            instance("lost", "Solve: sums are wrong", "0123456789012345678901234567890123456789"));
    try (var simulator = Simulator.start(0, Script.parse(SCRIPT).withoutDelays())) {
      var first = run(simulator, instances.subList(0, 2));
      assertThat(first)
          .as(results("solved"))
          .containsEntry("resolved", 1L)
          .containsEntry("done", 2);
      int requests = simulator.requests().size();

      var all = run(simulator, instances);

      assertThat(all)
          .containsEntry("instances", 4)
          .containsEntry("done", 4)
          .containsEntry("resolved", 1L)
          .hasEntrySatisfying(
              "unresolved",
              ids ->
                  assertThat(ids)
                      .asInstanceOf(InstanceOfAssertFactories.LIST)
                      .containsExactlyInAnyOrder("spoiled", "untouched", "lost"));
      assertThat(simulator.requests().stream().skip(requests))
          .noneMatch(request -> request.body().toString().contains("Spoil:"));
    }
    assertThat(results("spoiled")).contains("\"failToPass\":true").contains("\"passToPass\":false");
    assertThat(results("untouched")).contains("\"failToPass\":false").contains("\"turns\":");
    assertThat(results("lost")).contains("\"status\":\"error\"").contains("fetch failed");
    var prediction =
        StoredJson.tree(
            Files.readAllLines(out().resolve("predictions.jsonl")).stream()
                .filter(line -> line.contains("\"solved\""))
                .findFirst()
                .orElseThrow());
    assertThat(prediction.path("model_name_or_path").asText()).startsWith("journeyman-");
    assertThat(prediction.path("model_patch").asText())
        .contains("+echo $(($1 + $2))")
        .doesNotContain("sum_test.sh");
    assertThat(
            StoredJson.tree(Files.readString(out().resolve("report.json")))
                .path("cacheRate")
                .asDouble())
        .isBetween(0.01, 1.0);
  }

  @Test
  void aLineThatIsNoInstanceIsRefused() {
    assertThatThrownBy(() -> EvalInstance.parse("{\"instance_id\":\"a\",\"repo\":\"b\"}"))
        .hasMessageContaining("base_commit");
    assertThatThrownBy(() -> EvalInstance.parse("{\"instance_id\":\"../a\"}"))
        .hasMessageContaining("no plain name");
  }

  private Map<String, Object> run(Simulator simulator, List<EvalInstance> instances)
      throws Exception {
    var settings =
        new EvalSettings(
            out(),
            directory,
            "for t in {tests}; do sh sum_test.sh $t || exit 1; done",
            List.of(),
            List.of(),
            2);
    var variables =
        Map.of(
            "ANTHROPIC_BASE_URL", simulator.baseUrl().toString(), "ANTHROPIC_API_KEY", "offline");
    try (var evaluation = Evaluation.start(variables, settings)) {
      return evaluation.run(instances);
    }
  }

  private Path out() {
    return directory.resolve("out");
  }

  private String results(String id) throws IOException {
    return Files.readAllLines(out().resolve("results.jsonl")).stream()
        .filter(line -> line.contains("\"" + id + "\""))
        .findFirst()
        .orElse("");
  }

  private static EvalInstance instance(String id, String problem, String commit) {
    return EvalInstance.parse(
        StoredJson.write(
            Map.of(
                "instance_id", id,
                "repo", "somebody/sums",
                "base_commit", commit,
                "problem_statement", problem,
                "test_patch", TESTS,
                "FAIL_TO_PASS", "[\"two\"]",
                "PASS_TO_PASS", List.of("zero"))));
  }

  /// @return the id of its only commit
  private String repository() throws IOException, InterruptedException {
    var sums = Files.createDirectories(directory.resolve("somebody__sums"));
    Files.writeString(sums.resolve("sum.sh"), "echo 0\n");
    git(sums, "init", "--quiet", "--initial-branch=main");
    git(sums, "add", "--all");
    git(sums, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--quiet", "-m", "a");
    return git(sums, "rev-parse", "HEAD").strip();
  }

  private static String git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
