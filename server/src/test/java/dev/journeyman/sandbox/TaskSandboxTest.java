package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskSandboxTest extends SandboxTestBed {

  private static final String SERVER =
      "perl -MIO::Socket::INET -e '$s=IO::Socket::INET->new(Listen=>5,ReuseAddr=>1,"
          + "LocalAddr=>\"127.0.0.1\",LocalPort=>8080); print \"listening\\n\"; $|=1; print \"\\n\";"
          + " while ($c=$s->accept) { print $c \"hello\\n\"; close $c }'";

  private TaskSandbox task = new ClosedSandbox(new Isolation.Impossible("", "")).open(directory());

  private static Path directory() {
    return Path.of("/");
  }

  @BeforeEach
  void openTask() {
    task = sandbox.open(directory.resolve("task"));
  }

  @AfterEach
  void closeTask() {
    task.close();
  }

  private Outcome inTask(String script) {
    return task.run(Command.script(workTree, script), OutputListener.SILENT);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void temporaryFilesAndHomeLastFromCommandToCommand() {
    assertThat(inTask("echo one > /tmp/a; echo two > ~/b").succeeded()).isTrue();
    assertThat(inTask("cat /tmp/a ~/b").written().text()).isEqualTo("one\ntwo\n");
    assertThat(text("cat /tmp/a ~/b")).doesNotContain("one").doesNotContain("two");
  }

  @Test
  void loopbackIsSharedWithinTheTaskOnly() {
    var job = task.start(Command.script(workTree, SERVER));
    await(() -> job.output().text().contains("listening"));
    var ask = "exec 3<>/dev/tcp/127.0.0.1/8080 && cat <&3";
    assertThat(inTask(ask).written().text()).isEqualTo("hello\n");
    assertThat(text(ask)).contains("Connection refused");
    assertThat(inTask("tail -n +3 /proc/net/dev | cut -d: -f1").written().text().strip())
        .isEqualTo("lo");
  }

  @Test
  void sec10_processesOfTheSameTaskDoNotSeeEachOther() {
    var job = task.start(Command.script(workTree, "echo up; sleep 1000"));
    await(() -> job.output().text().equals("up\n"));
    assertThat(inTask("cat /proc/[0-9]*/cmdline | tr '\\0' ' '").written().text())
        .doesNotContain("sleep 1000");
    assertThat(inTask("kill -9 -1; echo $?").written().text()).isNotEmpty();
    assertThat(job.outcome()).isEmpty();
  }

  @Test
  void aJobThatTakesTooLongIsEnded() {
    var limits = Limits.standard().withTimeout(Duration.ofSeconds(1));
    var job = task.start(Command.script(workTree, "echo up; sleep 1000").with(limits));
    await(() -> job.outcome().isPresent());
    assertThat(job.outcome().orElseThrow()).isInstanceOf(Outcome.TimedOut.class);
  }

  @Test
  void whatNobodyReadOfAJobGoesWithTheTask() throws Exception {
    var limits = Limits.standard().withKeptOutput(10).withFullOutput();
    var job = task.start(Command.script(workTree, "seq 100; sleep 1000").with(limits));
    await(() -> job.output().full().isPresent());
    var full = job.output().full().orElseThrow();
    assertThat(full).exists();
    task.close();
    assertThat(full).doesNotExist();
  }

  @Test
  void jobsAreListedReadAndKilled() {
    var first = task.start(Command.script(workTree, "echo out; sleep 1000"));
    var second = task.start(Command.script(workTree, "exit 3"));
    assertThat(task.jobs()).extracting(BackgroundJob::id).containsExactly("job-1", "job-2");
    assertThat(task.job("job-1")).contains(first);
    assertThat(task.job("job-9")).isEmpty();
    assertThat(first.description()).isEqualTo("echo out; sleep 1000");
    await(() -> second.outcome().isPresent() && first.output().text().equals("out\n"));
    assertThat(second.outcome().orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Exited.class, outcome -> assertThat(outcome.code()).isEqualTo(3));
    first.kill();
    assertThat(first.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
    first.kill();
  }

  @Test
  void tooManyJobsAreRefused() {
    for (int i = 0; i < HostLimits.standard().jobsPerTask(); i++) {
      assertThat(task.start(Command.script(workTree, "sleep 1000")).outcome()).isEmpty();
    }
    assertThat(task.start(Command.script(workTree, "sleep 1000")).outcome().orElseThrow())
        .isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void closingEndsEverything() {
    var mark = "77" + System.nanoTime();
    var job = task.start(Command.script(workTree, "echo up; setsid sleep " + mark + " & wait"));
    await(() -> job.output().text().equals("up\n"));
    task.close();
    assertThat(job.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(mark));
    assertThat(inTask("true")).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void theSameRulesHoldAsInAFreshSandbox() {
    assertThat(
            inTask("cat /proc/1/environ; touch /usr/x; unshare -U true; ls /root").written().text())
        .contains("Read-only file system")
        .contains("Operation not permitted")
        .contains("cannot access '/root'");
    var command = Command.script(workTree, "sleep 100");
    var limits = Limits.standard().withTimeout(Duration.ofMillis(300));
    assertThat(task.run(command.with(limits), OutputListener.SILENT))
        .isInstanceOf(Outcome.TimedOut.class);
  }
}
