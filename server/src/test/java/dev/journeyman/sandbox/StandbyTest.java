package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stands ready for the next command of a task, and that nobody can tell the difference.
class StandbyTest extends SandboxTestBed {

  /// Everything around a command that isolation is made of.
  private static final String LOOK =
      """
      env | sort; id; pwd; ulimit -a; umask; nice
      grep -E '^(Cap|Seccomp|NoNewPrivs|Groups|Uid|Gid|Sig)' /proc/self/status
      cut -d' ' -f4- /proc/self/mountinfo | sed 's/master:[0-9]*//; s/bindfile[A-Za-z0-9]*//'
      ls -l /proc/self/fd | sed 's/.*[0-9][0-9]:[0-9][0-9] //; s/\\[[0-9]*\\]//; s,/proc/.*,/proc,'
      tr '\\0' ' ' < /proc/1/environ; tr '\\0' ' ' < /proc/1/cmdline | head -n 1 | cut -d' ' -f1-4
      processes=$(ls /proc); grep -c '^[0-9]' <<<"$processes"; cat /proc/net/dev; echo $$ $PPID; cat
      ls -la --time-style=+ / /dev /tmp ~ | grep -v -e total -e ' proc$'
      unshare -U true 2>&1; touch /usr/x 2>&1; kill -9 -1
      """;

  private TaskSandbox task = new ClosedSandbox(new Isolation.Impossible("", "")).open(Path.of("/"));

  @BeforeEach
  void openTask() {
    task = sandbox.open(directory.resolve("task"));
  }

  @AfterEach
  void closeTask() {
    task.close();
  }

  private String inTask(String script) {
    return inTask(Command.script(workTree, script));
  }

  private String inTask(Command command) {
    return task.run(command, OutputListener.SILENT).written().text();
  }

  /// The names of the sandboxes that were made before they were asked for.
  private List<String> standing() {
    return names(".arguments");
  }

  private List<String> names(String ending) {
    try (Stream<Path> files = Files.list(directory.resolve("sandbox/run"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /// Has one command run and waits until another could begin at once.
  private String ready() {
    inTask("true");
    await(() -> standing().size() == 1 && standing().stream().allMatch(this::isRecorded));
    return standing().getFirst();
  }

  /// A record is there before its text is.
  private boolean isRecorded(String name) {
    var record = record(name).toFile();
    return record.isFile() && record.length() > 0;
  }

  private Path record(String name) {
    return directory.resolve("sandbox/run/" + name + ".process");
  }

  @Test
  void theNextCommandBeginsInWhatStandsReadyAndAnotherIsMade() {
    var first = ready();
    assertThat(inTask("echo 'it''s' \"$0\"; exit 3")).isEqualTo("its bash\n");
    await(() -> standing().size() == 1 && !standing().contains(first));
    assertThat(names(".status")).doesNotContain(first);
  }

  @Test
  void theSameRulesHoldAsForACommandWithASandboxOfItsOwn() {
    var own = inTask(LOOK);
    await(() -> standing().size() == 1);
    var first = standing();
    var inReady = inTask(LOOK);
    await(() -> !standing().equals(first));
    assertThat(inReady.lines()).containsExactlyElementsOf(own.lines().toList());
    assertThat(own).contains("NoNewPrivs:\t1", "Seccomp:\t2", "Operation not permitted");
  }

  @Test
  void aBackgroundJobNeitherSeesNorEndsWhatStandsReady() {
    var job =
        task.start(
            Command.script(
                workTree,
                """
                until test -e go; do sleep 0.05; done
                for each in /proc/[0-9]*; do tr '\\0' ' ' < $each/cmdline; echo; done
                kill -9 -1; echo killed
                """));
    var ready = ready();
    inTask("touch go");
    await(() -> job.outcome().isPresent());
    assertThat(job.output().text()).contains("bash").contains("killed").doesNotContain("/bin/sh");

    await(() -> standing().size() == 1 && !standing().contains(ready));
    var next = standing();
    assertThat(inTask("echo alive")).isEqualTo("alive\n");
    await(() -> !standing().equals(next));
  }

  @Test
  void exitCodeOutputAndLongCommandLinesComeThrough() {
    ready();
    var text = "a'b\"c\\d\n$e`f` ".repeat(8000);
    var outcome =
        task.run(
            Command.of(workTree, List.of("bash", "-c", "printf %s \"$1\"; exit 7", "x", text))
                .with(Limits.standard().withKeptOutput(1 << 20)),
            OutputListener.SILENT);
    assertThat(outcome.written().text()).isEqualTo(text);
    assertThat(outcome).extracting("code").isEqualTo(7);
  }

  @Test
  void otherLimitsGetASandboxOfTheirOwn() {
    ready();
    var standard = Limits.standard();
    var small =
        new Limits(
            standard.timeout(),
            standard.cpuSeconds(),
            standard.memoryBytes(),
            standard.processes(),
            4096,
            standard.diskBytes(),
            standard.temporaryBytes(),
            standard.keptOutputBytes(),
            standard.fullOutput());
    assertThat(inTask(Command.script(workTree, "ulimit -f").with(small))).isEqualTo("4\n");
  }

  @Test
  void aWorkTreeThatWasReplacedIsSeenAsItIsNow() throws IOException {
    ready();
    Files.move(workTree, workTree.resolveSibling("old"));
    ownership.makeDirectory(workTree);
    Files.writeString(workTree.resolve("new"), "");
    assertThat(inTask("ls")).isEqualTo("new\n");
  }

  @Test
  void nothingStandsReadyThatWouldHoldASecretOrAWayOut() {
    var first = ready();
    var secret = Command.script(workTree, "echo $KEY").withEnvironment(Map.of("KEY", "s3cret"));
    assertThat(inTask(secret)).isEqualTo("s3cret\n");
    await(() -> !standing().contains(first));
    assertThat(standing()).isEmpty();
  }

  @Test
  void oneThatWasKilledIsReplaced() throws Exception {
    var first = ready();
    var process =
        ProcessHandle.of(Long.parseLong(Files.readString(record(first)).split(" ")[0]))
            .orElseThrow();
    process.destroyForcibly();
    process.onExit().get(20, TimeUnit.SECONDS);
    assertThat(inTask("echo here")).isEqualTo("here\n");
  }

  @Test
  void closingTheTaskEndsIt() throws IOException {
    var first = ready();
    var record = Files.readString(record(first));
    task.close();
    assertThat(ProcessTable.runs(Long.parseLong(record.split(" ")[0]))).isFalse();
    assertThat(names("")).isEmpty();
  }
}
