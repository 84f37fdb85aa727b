package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What teams build with runs inside, offline.
class ToolchainTest extends SandboxTestBed {

  private void file(String name, String text) throws IOException {
    Files.writeString(workTree.resolve(name), text);
    ownership.give(workTree);
  }

  private String successful(String script) {
    var command =
        Command.script(workTree, script)
            .with(Limits.standard().withTimeout(Duration.ofMinutes(3)))
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
