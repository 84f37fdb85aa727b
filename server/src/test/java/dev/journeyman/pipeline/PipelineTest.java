package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.NetworkRequest;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.sandbox.Unisolated;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.NoJobs;
import dev.journeyman.task.StaleClaimException;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.task.TestTasks;
import dev.journeyman.task.Wake;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.workspace.Workspaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose a task is, and when it ends: with stages that do only what a test wants.
class PipelineTest {

  private static final TaskActions.Actor ADMIN =
      new TaskActions.Actor("default", "tester", "127.0.0.1");

  private final TestTasks tasks = TestTasks.fresh();
  private final Clock clock = Clock.systemUTC();
  private final AuditLog audit = new AuditLog(tasks.database(), clock);
  private final RunningTasks running = new RunningTasks(tasks.database(), tasks.store());
  private final EmergencyStop stop =
      new EmergencyStop(
          tasks.database(),
          tasks.store(),
          new TaskList(tasks.database(), clock),
          audit,
          new NoJobs(),
          clock);

  @TempDir private Path directory = Path.of("/");
  private Stage stage = _ -> {};

  @BeforeEach
  void nothingIsAskedOfThisThread() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void whatFailsBecauseTheWorkerIsStoppedIsNoFailureOfTheTask() {
    var id = tasks.submit().id();
    stage =
        _ -> {
          // As a sandbox does whose caller is interrupted.
          Thread.currentThread().interrupt();
          throw new StageFailedException("The sandbox could not run", Category.SANDBOX, "Look");
        };

    assertThatThrownBy(() -> pipeline().work(woken(id))).isInstanceOf(InterruptedException.class);

    assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task(id).details().verdict().failure()).isNull();
  }

  @Test
  void whoComesAfterTheServiceIsToldToStopIsStoppedToo() {
    var id = tasks.submit().id();
    running.interruptAll();
    stage = _ -> Thread.sleep(600_000);

    assertThatThrownBy(() -> pipeline().work(woken(id))).isInstanceOf(InterruptedException.class);

    assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
  }

  @Test
  void aDecisionThatNobodyWasToldOfStopsTheWorkerAllTheSame() throws Exception {
    var id = tasks.submit().id();
    stage =
        _ -> {
          tasks.store().decide(id, now -> now.become(TaskStatus.CANCELLED, "Cancelled"));
          Thread.sleep(600_000);
        };
    var watch = Thread.ofVirtual().start(running::watch);

    pipeline().work(woken(id));

    watch.interrupt();
    assertThat(task(id).status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void aWorkerThatHasLostItsTaskReachesNoNetwork() {
    var task = tasks.submit();
    var claim = tasks.store().claim(task.id()).orElseThrow();
    var network = (Network.Allowed) new NetworkLog(tasks.store(), claim).network(List.of("a.test"));
    network.listener().accept(new NetworkRequest("a.test:443", ""));
    tasks.store().claim(task.id());

    assertThatThrownBy(() -> network.listener().accept(new NetworkRequest("a.test:443", "")))
        .isInstanceOf(StaleClaimException.class);

    assertThat(tasks.store().events(task.id(), 0, 100))
        .filteredOn(event -> event.type() == TaskEvent.Type.NETWORK)
        .hasSize(1);
  }

  @Test
  void anEmergencyStopPausesAllThereIsAndResumingLetsItGoOn() {
    var pausedBefore = tasks.submit().id();
    tasks.store().decide(pausedBefore, now -> paused(now, "a person's reason"));
    var many = java.util.stream.Stream.generate(tasks::submit).limit(501).map(Task::id).toList();
    var claim = tasks.store().claim(many.getFirst()).orElseThrow();

    stop.stop(ADMIN, Optional.of("enough"));

    assertThat(many).allMatch(id -> task(id).paused());
    assertThatThrownBy(() -> tasks.store().guard(claim, Task::id))
        .isInstanceOf(StaleClaimException.class);

    stop.resume(ADMIN, Optional.empty());

    assertThat(many).noneMatch(id -> task(id).paused());
    assertThat(task(pausedBefore).paused()).as("what a person paused stays so").isTrue();
  }

  /// One that was taken in at that moment, or that was not reached before the service was killed.
  @Test
  void whatComesToAWorkerWhileEverythingIsStoppedIsPausedThere() throws Exception {
    stop.stop(ADMIN, Optional.empty());
    var id = tasks.submit().id();
    stage =
        _ -> {
          throw new IllegalStateException("This must not run");
        };

    pipeline().work(woken(id));

    assertThat(task(id).paused()).isTrue();
    assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
    stop.resume(ADMIN, Optional.empty());
    assertThat(task(id).paused()).isFalse();
    assertThat(tasks.store().claim(id)).isPresent();
  }

  private static Wake woken(TaskId id) {
    return new Wake(id, id + "/1", OptionalLong.empty());
  }

  private static Task paused(Task task, String reason) {
    var decision = new dev.journeyman.task.Decision("person", Instant.now(), reason);
    return task.with(task.details().with(task.details().decisions().withPaused(decision)));
  }

  private Task task(TaskId id) {
    return tasks.store().find(id).orElseThrow();
  }

  private Pipeline pipeline() {
    Sandbox sandbox = Unisolated.open(SandboxSettings.in(directory.resolve("sandbox")));
    var workspaces = new Workspaces(directory.resolve("git"), sandbox, SandboxUser.ofThisProcess());
    var trees = new CleanTrees(workspaces);
    var repositories = new RepositoryStore(tasks.database(), clock);
    var desks = new Desks(workspaces, sandbox, trees, (_, _, _, _) -> List.of());
    return new Pipeline(
        tasks.store(),
        new Deadlines(tasks.database(), tasks.store(), audit, clock),
        stop,
        new Shifts(tasks.store(), repositories, desks),
        new Stages(stage, stage, stage, stage, stage, stage, stage, stage, stage),
        new Endings(
            new LearningStore(tasks.database(), clock), new Gates(new NoJobs(), clock), clock),
        new Upkeep(
            tasks.store(),
            repositories,
            desks,
            new Hosting(Optional.empty()),
            new Offers(new OfferText(Optional.empty(), text -> text)),
            stop,
            audit,
            new NoJobs(),
            clock),
        running,
        new StageMetrics(new SimpleMeterRegistry()),
        new TaskTraces(tasks.database(), Traces.off()));
  }
}
