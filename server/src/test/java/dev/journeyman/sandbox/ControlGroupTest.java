package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControlGroupTest extends SandboxTestBed {

  /// The real tree of this host, with whatever controllers it has; empty where it is not ours.
  private static Optional<ControlGroups> groups() {
    return Stream.of(ControlGroups.MOUNT, ControlGroups.MOUNT.resolve("unified"))
        .flatMap(mount -> ControlGroups.find(mount, Set.of()).stream())
        .findFirst();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static long members(ControlGroups groups) {
    try (var all = Files.newDirectoryStream(groups.base(), "journeyman-*")) {
      long count = 0;
      for (var group : all) {
        count += Files.readAllLines(group.resolve("cgroup.procs")).size();
      }
      return count;
    } catch (IOException e) {
      return -1;
    }
  }

  /// Where the tree cannot be written, the same holds without groups.
  @Test
  void aCommandAndAllItStartsAreOneGroupThatIsKilledAtOnceAndGoes() {
    var groups = groups();
    var settings = SandboxSettings.in(directory.resolve("grouped"));
    try (var grouped = Bubblewrap.open(settings, groups);
        var task = grouped.open(directory.resolve("task"))) {
      assertThat(grouped.run(Command.script(workTree, "exit 3"), OutputListener.SILENT))
          .isInstanceOfSatisfying(
              Outcome.Exited.class, outcome -> assertThat(outcome.code()).isEqualTo(3));
      var job = task.start(Command.script(workTree, "setsid sleep 1000 & echo up; sleep 1000"));
      await(() -> job.output().text().equals("up\n"));
      groups.ifPresent(known -> assertThat(members(known)).isGreaterThanOrEqualTo(4));
      job.kill();
      assertThat(job.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
      groups.ifPresent(known -> assertThat(members(known)).isZero());
    }
  }

  /// With the controllers that this host's cgroup v2 has: all that are needed where it has them.
  @Test
  void aServiceInAGroupOfItsOwnHandsTheControllersDownToItsCommands() throws Exception {
    var mount = mount();
    assumeThat(mount).as("a cgroup v2 tree that this user may write to").isPresent();
    var there = words(mount.get().resolve("cgroup.controllers"));
    var controllers = there.containsAll(ControlGroups.NEEDED) ? ControlGroups.NEEDED : there;
    assumeThat(controllers).as("controllers of cgroup v2").isNotEmpty();
    var switched = mount.get().resolve("cgroup.subtree_control");
    var before = words(switched);
    Files.writeString(switched, "+" + String.join(" +", controllers));
    var group = Files.createDirectory(mount.get().resolve("jm-test-" + System.nanoTime()));
    try {
      var expected = new ArrayList<>(List.of("handed down: true", "exited with 3"));
      if (controllers.contains("memory")) {
        expected.add("out of memory");
      }
      assertThat(grouped(mount.get(), group, controllers).lines())
          .filteredOn(line -> !line.contains(" INFO "))
          .containsExactlyElementsOf(expected);
      assertThat(words(group.resolve("cgroup.subtree_control"))).containsAll(controllers);
      assertThat(directories(group)).containsExactly(group.resolve("journeyman-service"));
    } finally {
      for (var left : directories(group)) {
        Files.delete(left);
      }
      Files.delete(group);
      for (var added : controllers) {
        Files.writeString(switched, before.contains(added) ? "" : "-" + added);
      }
    }
  }

  private static Optional<Path> mount() {
    return Stream.of(ControlGroups.MOUNT, ControlGroups.MOUNT.resolve("unified"))
        .filter(place -> Files.isWritable(place.resolve("cgroup.subtree_control")))
        .findFirst();
  }

  private String grouped(Path mount, Path group, Set<String> controllers) throws Exception {
    var service =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.journeyman.sandbox.GroupedService",
                mount.toString(),
                group.toString(),
                String.join(" ", controllers),
                directory.resolve("service").toString(),
                workTree.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    service.waitFor();
    return said;
  }

  private static Set<String> words(Path file) throws IOException {
    var text = Files.readString(file).strip();
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private static List<Path> directories(Path group) throws IOException {
    try (var found = Files.list(group)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void aHostWithoutTheControllersIsLeftToTheWatchdog() throws IOException {
    assertThat(ControlGroups.find(directory, Set.of())).isEmpty();
    Files.writeString(directory.resolve("cgroup.controllers"), "cpu io\n");
    Files.writeString(directory.resolve("cgroup.subtree_control"), "\n");
    assertThat(ControlGroups.find(directory, ControlGroups.NEEDED)).isEmpty();
  }

  /// The files are as the kernel's documentation (cgroup-v2, "memory") has them.
  @Test
  void whatTheKernelCountsIsRead() throws IOException {
    var group = new ControlGroup(directory);
    assertThat(group.memoryBytes()).isEmpty();
    assertThat(group.ranOutOfMemory()).isFalse();
    write("memory.stat", "anon 4096\nfile 999999\nkernel 5\nshmem 100\n");
    write("memory.events", "low 0\nhigh 0\nmax 7\noom 1\noom_kill 3\noom_group_kill 1\n");
    assertThat(group.memoryBytes()).hasValue(4196);
    assertThat(group.ranOutOfMemory()).isTrue();
  }

  @Test
  void limitsAreSetWhereTheKernelTakesThem() throws IOException {
    write("memory.max", "max\n");
    write("pids.max", "max\n");
    new ControlGroup(directory).limit(Limits.standard());
    assertThat(directory.resolve("memory.max")).hasContent("4294967296");
    assertThat(directory.resolve("pids.max")).hasContent("520");
    assertThat(directory.resolve("memory.swap.max")).doesNotExist();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
