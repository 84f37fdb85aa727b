package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProcessAttacksTest extends SandboxTestBed {

  private static final long MIB = 1024 * 1024;

  private static Limits limits(Duration timeout, long memoryBytes, int processes) {
    return new Limits(
        timeout, 60, memoryBytes, processes, 16 * MIB, 64 * MIB, 16 * MIB, 30_000, false);
  }

  private static Limits small() {
    return limits(Duration.ofSeconds(20), 256 * MIB, 64);
  }

  /// A word that is found in the command line of what a test started, and nowhere else.
  private static String mark() {
    return "77" + System.nanoTime();
  }

  private static boolean anyLeft(String mark) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains(mark));
  }

  @Test
  void pr01_processesAreLimited() {
    var script =
        "perl -e 'while (1) { my $child = fork; defined $child or die \"$count: $!\\n\";"
            + " $child or sleep 60; $count++ }'";
    assertThat(run(Command.script(workTree, script).with(small())).written().text())
        .matches("[3-6][0-9]: Resource temporarily unavailable\n");
  }

  /// The kernel counts processes for each user namespace, though all have the same user outside.
  @Test
  void pr01_commandsDoNotShareTheirLimitOfProcesses() {
    var forks =
        """
        $| = 1;
        my ($sign, $stay) = @ARGV;
        my $count = 0;
        for (1 .. 300) {
          my $child = fork;
          last unless defined $child;
          $child or sleep(60), exit;
          $count++;
        }
        print "$count\\n";
        $stay or exit;
        open my $file, ">", $sign;
        sleep 60;
        """;
    try (var task = sandbox.open(directory.resolve("task"))) {
      var first = List.of("perl", "-e", forks, "sign", "stay");
      var other = task.start(Command.of(workTree, first));
      var waiting = "until test -e sign; do sleep 0.05; done; exec perl -e \"$0\" none";
      var second =
          task.run(
              Command.of(workTree, List.of("bash", "-c", waiting, forks)), OutputListener.SILENT);
      assertThat(second.written().text()).startsWith("300\n");
      assertThat(other.output().text()).isEqualTo("300\n");
      assertThat(other.outcome()).as("its processes are still there").isEmpty();
    }
  }

  /// A session gives way where the kernel shares processors out between sessions.
  @Test
  void pr02_whatIsKilledGivesWayNoLonger() throws Exception {
    var way = "{ echo 19 > /proc/self/autogroup; } 2>/dev/null; echo ready; exec sleep 60";
    var process = new ProcessBuilder("setsid", "sh", "-c", way).start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
      var group = Path.of("/proc", Long.toString(process.pid()), "autogroup");
      for (int attempt = 0; attempt < 50 && givesWay(group); attempt++) {
        SandboxedForm.giveWayNoLonger(process.pid());
        // An ordinary user may change one group in 100 ms, whoever it belongs to.
        Thread.sleep(attempt);
      }
      assertThat(givesWay(group)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean givesWay(Path group) throws IOException {
    return Files.exists(group) && !Files.readString(group).endsWith("nice 0\n");
  }

  @Test
  void pr02_timeoutKillsEverything() {
    var mark = mark();
    var script =
        "trap '' TERM HUP; setsid nohup sleep %1$s & (setsid sleep %1$s &) & echo begun; sleep %1$s"
            .formatted(mark);
    var outcome =
        run(
            Command.script(workTree, script)
                .with(Limits.standard().withTimeout(Duration.ofMillis(1500))));
    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    assertThat(outcome.written().text()).isEqualTo("begun\n");
    assertThat(((Outcome.TimedOut) outcome).duration())
        .isBetween(Duration.ofMillis(1400), Duration.ofMillis(3500));
    assertThat(anyLeft(mark)).isFalse();
  }

  @Test
  void pr02_whatACommandLeavesBehindEndsWithIt() {
    var mark = mark();
    assertThat(run("setsid nohup sleep %s > /dev/null 2>&1 & echo".formatted(mark)).succeeded())
        .isTrue();
    assertThat(anyLeft(mark)).isFalse();
  }

  @Test
  void pr02_veryShortTimeoutsLeaveNothing() {
    var mark = mark();
    for (int i = 1; i <= 20; i++) {
      var limits = Limits.standard().withTimeout(Duration.ofNanos(i * 500_000L));
      var outcome = run(Command.script(workTree, "sleep " + mark).with(limits));
      assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    }
    assertThat(anyLeft(mark)).isFalse();
  }

  @Test
  void pr03_interruptionCancels() throws Exception {
    var mark = mark();
    var begun = new CompletableFuture<String>();
    var outcome = new CompletableFuture<Outcome>();
    var interrupted = new CompletableFuture<Boolean>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  var command = Command.script(workTree, "echo begun; sleep " + mark);
                  outcome.complete(sandbox.run(command, begun::complete));
                  interrupted.complete(Thread.currentThread().isInterrupted());
                });
    assertThat(begun.get(10, TimeUnit.SECONDS)).isEqualTo("begun\n");
    thread.interrupt();
    assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(anyLeft(mark)).isFalse();
  }

  @Test
  void pr05_endlessOutputIsCountedNotKept() {
    var outcome =
        run(
            Command.script(workTree, "head -c 300000000 /dev/zero | tr '\\0' x")
                .with(small().withFullOutput()));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.written().totalBytes()).isEqualTo(300_000_000);
    assertThat(outcome.written().text()).hasSizeLessThan(31_000).contains("bytes left out");
    assertThat(outcome.written().full().orElseThrow()).hasSize(64 * MIB);
  }

  @Test
  void pr06_oneProcessCannotTakeTooMuch() {
    var script = "perl -e '$x = \"a\" x (400 * 1024 * 1024); print length $x'";
    assertThat(run(Command.script(workTree, script).with(small())).written().text())
        .containsIgnoringCase("out of memory");
  }

  @Test
  void pr06_manyProcessesTogetherCannotEither() {
    var script =
        "for i in 1 2 3 4 5 6 7 8; do perl -e '$x = \"a\" x (60 * 1024 * 1024); sleep 30' & done; wait";
    assertThat(run(Command.script(workTree, script).with(small())))
        .isInstanceOf(Outcome.OutOfMemory.class);
  }

  @Test
  void pr07_filesAndTemporaryDirectoriesAreLimited() {
    var script =
        "head -c 32M /dev/zero > big; echo $?; head -c 20M /dev/zero > /tmp/a 2> /dev/null;"
            + " for i in 1 2; do head -c 15M /dev/zero > /tmp/$i; done;"
            + " for i in 1 2 3 4 5; do head -c 15M /dev/zero > /dev/shm/$i; done; ls -s big";
    assertThat(run(Command.script(workTree, script).with(small())).written().text())
        .contains("153")
        .contains("No space left on device");
  }

  @Test
  void pr08_theWorkTreeCannotGrowPastItsQuota() {
    var script = "for i in $(seq 8); do head -c 12M /dev/zero > f$i; done; sleep 30";
    assertThat(run(Command.script(workTree, script).with(small())))
        .isInstanceOf(Outcome.DiskQuotaExceeded.class);
  }

  @Test
  void pr08_filesWithoutANameCountToo() {
    var script =
        "for i in 1 2 3 4 5 6 7 8; do eval \"exec $((i + 2))<> f$i\"; rm f$i;"
            + " head -c 12M /dev/zero >&$((i + 2)); done; sleep 30";
    assertThat(run(Command.script(workTree, script).with(small())))
        .isInstanceOf(Outcome.DiskQuotaExceeded.class);
  }

  @Test
  void pr08_thePrivateGitDirectoryCountsToo() throws IOException {
    var git = ownership.makeDirectory(directory.resolve("private.git"));
    var objects = ownership.makeDirectory(directory.resolve("objects"));
    var script = "for i in $(seq 8); do head -c 12M /dev/zero > /git/f$i; done; sleep 30";
    var command =
        Command.script(workTree, script).with(small()).with(new GitAccess.Private(git, objects));
    assertThat(run(command)).isInstanceOf(Outcome.DiskQuotaExceeded.class);
  }

  @Test
  void pr08_nothingHidesBehindPathsThatAreTooLong() throws Exception {
    var script =
        "perl -e '$n = \"d\" x 200; for (1 .. 30) { mkdir $n; chdir $n }"
            + " open F, \">f\"; print F \"x\"; close F; sleep 30'";
    assertThat(run(Command.script(workTree, script).with(small())))
        .isInstanceOf(Outcome.DiskQuotaExceeded.class);
    DirectoryRemoval.remove(workTree);
    assertThat(workTree).doesNotExist();
  }

  @Test
  void pr09_processorTimeIsLimited() {
    var limits = new Limits(Duration.ofSeconds(20), 1, 256 * MIB, 64, MIB, MIB, MIB, 30_000, false);
    assertThat(run(Command.script(workTree, "while :; do :; done").with(limits)))
        .isInstanceOfSatisfying(
            Outcome.Exited.class, outcome -> assertThat(outcome.code()).isGreaterThan(128));
  }

  @Test
  void pr10_openFilesAreLimited() {
    assertThat(text("ulimit -n; ulimit -c").lines()).containsExactly("4096", "0");
  }

  @Test
  void pr11_noNamespaceWithinTheSandbox() {
    assertThat(text("unshare -U true; unshare -n true; unshare -m true").lines())
        .hasSize(3)
        .allMatch(line -> line.contains("Operation not permitted"));
  }

  @Test
  void pr13_noTerminalCanBeReached() {
    assertThat(text("(echo x > /dev/tty) 2>&1; tty")).contains("not a tty").contains("/dev/tty");
  }

  @Test
  void pr14_startedFromAShortLivedThreadItLives() throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    try (var task = sandbox.open(directory.resolve("task"))) {
      Thread.ofPlatform()
          .start(() -> task.start(Command.script(workTree, "sleep 2; echo lived")))
          .join();
      var job = task.job("job-1").orElseThrow();
      task.run(Command.script(workTree, "sleep 3"), OutputListener.SILENT);
      outcome.complete(job.outcome().orElseThrow());
    }
    assertThat(outcome.get().written().text()).isEqualTo("lived\n");
  }

  @Test
  void pr17_exitCodesAreToldAsTheyAre() {
    for (int code : new int[] {0, 1, 2, 125, 126, 127, 137, 143, 255}) {
      assertThat(run("exit " + code))
          .isInstanceOfSatisfying(
              Outcome.Exited.class, outcome -> assertThat(outcome.code()).isEqualTo(code));
    }
    assertThat(run("kill -9 $$"))
        .isInstanceOfSatisfying(
            Outcome.Exited.class, outcome -> assertThat(outcome.code()).isEqualTo(137));
  }

  @Test
  void pr17_aBrokenSandboxIsNeverAFailedCommand() {
    var command =
        Command.script(workTree, "true")
            .withReadOnly(List.of(Path.of("/var/tmp/there-is-no-such-thing")));
    assertThat(run(command))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            outcome -> assertThat(outcome.reason()).contains("Remedy: "));
  }

  @Test
  void pr03_aKilledBubblewrapLeavesNothingAndIsNoFailedCommand() throws Exception {
    for (var signal : List.of("KILL", "TERM")) {
      var mark = mark();
      try (var task = sandbox.open(directory.resolve("task-" + signal))) {
        var job =
            task.start(Command.script(workTree, "echo up; sleep %s & sleep 1000".formatted(mark)));
        await(() -> job.output().text().equals("up\n") && anyLeft(mark));
        new ProcessBuilder("kill", "-" + signal, Long.toString(bubblewrapOf(mark)))
            .start()
            .waitFor();
        await(() -> job.outcome().isPresent());
        assertThat(job.outcome().orElseThrow()).isInstanceOf(Outcome.Unavailable.class);
        await(() -> !anyLeft(mark));
      }
    }
  }

  /// The outermost bubblewrap above the process with this mark.
  private static long bubblewrapOf(String mark) {
    var inner =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains("sleep " + mark))
            .filter(process -> !process.info().commandLine().orElse("").contains("bwrap"))
            .findFirst()
            .orElseThrow();
    var self = ProcessHandle.current();
    while (!inner.parent().orElseThrow().equals(self)) {
      inner = inner.parent().orElseThrow();
    }
    return inner.pid();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void pr08_countlessSmallFilesAreStoppedToo() {
    var few = HostLimits.standard();
    var limits =
        new HostLimits(
            few.commands(), few.jobsPerTask(), few.memoryBytes(), few.freeDiskBytes(), 2_000, MIB);
    var settings = SandboxSettings.in(directory.resolve("few")).with(limits);
    try (var strict = Bubblewrap.open(settings)) {
      var script = "for i in $(seq 100000); do : > f$i; done; sleep 30";
      assertThat(strict.run(Command.script(workTree, script), OutputListener.SILENT))
          .isInstanceOf(Outcome.DiskQuotaExceeded.class);
    }
  }

  @Test
  void pr11_dangerousCallsFailInside() {
    for (var call :
        List.of(
            Calls.PTRACE,
            Calls.BPF,
            Calls.KEYCTL,
            Calls.PERF_EVENT_OPEN,
            Calls.USERFAULTFD,
            Calls.IO_URING_SETUP)) {
      assertThat(text(call.script()))
          .as(call.name())
          .matches("-1 (Operation not permitted|Function not implemented)\n");
    }
    assertThat(text(Calls.PERSONALITY.script("0x0040000"))).startsWith("-1 ");
  }
}
