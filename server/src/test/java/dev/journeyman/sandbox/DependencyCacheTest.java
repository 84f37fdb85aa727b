package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.sandbox.DependencyCache.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one command or task does to a cache, no other meets.
class DependencyCacheTest extends SandboxTestBed {

  private static final String POISON =
      "echo evil > /caches/npm/deep/file; echo new > /caches/npm/new; rm -r /caches/npm/gone;"
          + " cat /caches/npm/deep/file";
  private static final String LOOK = "cd $npm_config_cache && cat deep/file gone/file && ls";

  private Path source = Path.of("/");

  @BeforeEach
  void fill() throws IOException {
    source = directory.resolve("own: cache, of 'the' host");
    Files.createDirectories(source.resolve("deep"));
    Files.createDirectories(source.resolve("gone"));
    Files.writeString(source.resolve("deep/file"), "good\n");
    Files.writeString(source.resolve("gone/file"), "here\n");
  }

  private Command command(String script) {
    return Command.script(workTree, script)
        .withCaches(List.of(new DependencyCache(Kind.NPM, source)));
  }

  private String inTask(TaskSandbox task, String script) {
    return task.run(command(script), OutputListener.SILENT).written().text();
  }

  private void assertSourceIsAsItWas() throws IOException {
    assertThat(source.resolve("deep/file")).hasContent("good");
    assertThat(source.resolve("gone/file")).exists();
    assertThat(source.resolve("new")).doesNotExist();
  }

  @Test
  void aFreshSandboxForgetsWhatItWrote() throws IOException {
    assertThat(run(command(POISON)).written().text()).isEqualTo("evil\n");
    assertThat(run(command(LOOK)).written().text()).isEqualTo("good\nhere\ndeep\ngone\n");
    assertSourceIsAsItWas();
  }

  @Test
  void aTaskKeepsWhatItWroteToItself() throws IOException {
    try (var one = sandbox.open(directory.resolve("one"));
        var two = sandbox.open(directory.resolve("two"))) {
      assertThat(inTask(one, POISON)).isEqualTo("evil\n");
      assertThat(inTask(one, "cd /caches/npm; cat deep/file; ls")).isEqualTo("evil\ndeep\nnew\n");
      assertThat(inTask(two, LOOK)).isEqualTo("good\nhere\ndeep\ngone\n");
    }
    assertThat(run(command(LOOK)).written().text()).isEqualTo("good\nhere\ndeep\ngone\n");
    try (var again = sandbox.open(directory.resolve("one"))) {
      assertThat(inTask(again, "cat /caches/npm/new")).isEqualTo("new\n");
    }
    assertSourceIsAsItWas();
  }

  @Test
  void aJobAndACommandOfATaskSeeTheSame() {
    try (var task = sandbox.open(directory.resolve("task"))) {
      var script = "until test -e /caches/npm/sign; do sleep 0.02; done; echo seen";
      var job = task.start(command(script));
      inTask(task, "touch /caches/npm/sign");
      while (job.outcome().isEmpty()) {
        inTask(task, "sleep 0.05");
      }
      assertThat(job.output().text()).isEqualTo("seen\n");
    }
  }

  @Test
  void theRulesOfTheSandboxHoldWithALayer() {
    try (var task = sandbox.open(directory.resolve("task"))) {
      var asked =
          "ls -d "
              + source.toString().replaceAll("[ ',:]", "?")
              + " "
              + directory
              + "; touch /caches/x; cp /bin/true /caches/npm/s && chmod 4755 /caches/npm/s;"
              + " unshare -U true; mount; grep CapEff /proc/self/status; ls /caches; id -u";
      assertThat(List.of(inTask(task, asked), run(command(asked)).written().text()))
          .allSatisfy(
              written ->
                  assertThat(written)
                      .contains("cannot access '" + directory)
                      .contains("/caches/x': Read-only file system")
                      .contains("changing permissions of '/caches/npm/s': Operation not permitted")
                      .contains("unshare failed: Operation not permitted")
                      .doesNotContain(source.toString())
                      .endsWith("CapEff:\t0000000000000000\nnpm\n1000\n"));
    }
  }

  @Test
  void aChangedCacheIsSeenAndTheOldCopyGoes() throws IOException {
    assertThat(run(command(LOOK)).succeeded()).isTrue();
    Files.writeString(source.resolve("deep/file"), "better\n");
    sandbox.close();
    openSandbox();
    assertThat(run(command(LOOK)).written().text()).startsWith("better\n");
  }

  /// Whoever copies and whoever waits for the copy is cancelled at once.
  @Test
  void copyingGivesWayToACancellation() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(source.resolve("deep/file" + i));
    }
    var outcomes = new LinkedBlockingQueue<Outcome>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++) {
      threads.add(Thread.ofVirtual().start(() -> outcomes.add(run(command("true")))));
    }
    var copies = directory.resolve("sandbox/caches/copies");
    while (!hasEntries(copies)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    threads.forEach(Thread::interrupt);
    for (int i = 0; i < 2; i++) {
      assertThat(outcomes.poll(2, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
    }
    assertThat(run(command(LOOK)).succeeded()).as("nothing half is left").isTrue();
  }

  private static boolean hasEntries(Path directory) throws IOException {
    try (var found = Files.list(directory)) {
      return found.findAny().isPresent();
    }
  }

  @Test
  void aCacheThatIsNotThereIsSaidAndNothingRuns() {
    var missing = new DependencyCache(Kind.MAVEN, directory.resolve("missing"));
    assertThat(run(Command.script(workTree, "true").withCaches(List.of(missing))))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            outcome -> assertThat(outcome.reason()).contains("missing").contains("Remedy: "));
  }
}
