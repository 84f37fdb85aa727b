package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What teams build with runs inside, offline.
class ToolchainTest extends SandboxTestBed {

  private List<DependencyCache> caches = List.of();

  private void file(String name, String text) throws IOException {
    Files.writeString(workTree.resolve(name), text);
    ownership.give(workTree);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(workTree.resolve(name).getParent());
    file(name, text);
  }

  private String successful(String script) {
    var command =
        Command.script(workTree, script)
            .with(Limits.standard().withTimeout(Duration.ofMinutes(3)))
            .withCaches(caches)
            .withReadOnly(List.of(Path.of(System.getProperty("java.home"))))
            .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    var outcome = run(command);
    assertThat(outcome.succeeded()).as(outcome.written().text()).isTrue();
    return outcome.written().text();
  }

  @Test
  void pythonTestsRun() throws IOException {
    file(
        "test_sum.py",
        """
        import unittest, multiprocessing, tempfile
        class SumTest(unittest.TestCase):
            def test_sum(self):
                with multiprocessing.Pool(2) as pool:
                    self.assertEqual(sum(pool.map(abs, [-1, -2])), 3)
                tempfile.TemporaryFile().write(b'x')
        """);
    assertThat(successful("/usr/bin/python3 -m unittest -v")).contains("OK");
  }

  @Test
  void aCProgramIsBuiltByMake() throws IOException {
    file("hello.c", "#include <stdio.h>\nint main(void) { puts(\"built\"); return 0; }\n");
    assertThat(successful("make -s CC=cc hello && ./hello")).contains("built");
  }

  @Test
  void javaCompilesAndRuns() throws IOException {
    file("Hello.java", "void main() { IO.println(\"from Java\"); }\n");
    assertThat(successful("$JAVA_HOME/bin/java -Xmx256m Hello.java")).contains("from Java");
  }

  @Test
  void mavenBuildsFromACacheThatNoBuildCanChange() throws Exception {
    var cache = MavenCache.small(directory.resolve("maven"));
    file("pom.xml", MavenCache.project());
    write(
        "src/main/java/sum/Sum.java",
        "package sum; public class Sum { public static int of(int a, int b) { return a + b; } }");
    write(
        "src/test/java/sum/SumTest.java",
        """
        package sum;
        import static org.junit.jupiter.api.Assertions.assertEquals;
        import org.junit.jupiter.api.Test;
        class SumTest { @Test void adds() { assertEquals(3, Sum.of(1, 2)); } }
        """);
    caches = List.of(new DependencyCache(DependencyCache.Kind.MAVEN, cache));
    assertThat(successful("mvn -B -o -q test && cat target/surefire-reports/*.txt"))
        .contains("Tests run: 1, Failures: 0");
    var poison = "find /caches/maven -name '*.jar' | while read f; do echo evil > $f; done";
    assertThat(successful(poison + "; mvn -B -o -q clean test || echo refused"))
        .contains("refused");
    assertThat(successful("rm -r target && mvn -B -o -q test && cat target/surefire-reports/*.txt"))
        .contains("Tests run: 1, Failures: 0");
  }

  @Test
  void npmInstallsFromACacheThatNoBuildCanChange() throws Exception {
    var cache = directory.resolve("npm");
    try (var registry = NpmRegistry.withOnePackage()) {
      file("package.json", registry.project());
      file(".npmrc", "registry=" + registry.address() + "\n");
      registry.install(workTree, cache);
    }
    new ProcessBuilder("rm", "-r", workTree.resolve("node_modules").toString()).start().waitFor();
    ownership.give(workTree);
    caches = List.of(new DependencyCache(DependencyCache.Kind.NPM, cache));
    assertThat(successful("npm ci --offline && npm test --silent")).contains("3 is odd");
    var poison =
        "find /caches/npm/_cacache -type f | while read f; do echo evil > $f; done; rm -r node_modules";
    assertThat(successful(poison + "; npm ci --offline 2>&1 || echo refused")).contains("refused");
    assertThat(successful("npm ci --offline && npm test --silent")).contains("3 is odd");
  }

  @Test
  void nodeTestsRunThroughNpm() throws IOException {
    file("package.json", "{\"name\": \"x\", \"scripts\": {\"test\": \"node --test\"}}");
    file(
        "sum.test.js",
        """
        const test = require('node:test');
        const assert = require('node:assert');
        test('sum', () => assert.strictEqual(1 + 2, 3));
        """);
    assertThat(successful("npm test --silent --offline")).contains("# pass 1");
  }
}
