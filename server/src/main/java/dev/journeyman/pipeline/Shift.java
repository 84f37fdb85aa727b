package dev.journeyman.pipeline;

import dev.journeyman.agent.Company;
import dev.journeyman.agent.Notice;
import dev.journeyman.agent.Prompts;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.Network;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskStore;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.Fence;
import dev.journeyman.workspace.Landing;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.TreeId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One worker's time with one task, from claim to rest, or with a step of it that is done beside
/// others. Used by one thread; closing it ends what the agent left running.
final class Shift implements AutoCloseable {

  private final Claim claim;
  private final TaskStore tasks;
  private final Repository repository;
  private final Desks desks;
  private final Optional<Aside> aside;
  private final NetworkLog networkLog;
  private Optional<Mirror> mirror = Optional.empty();
  private Optional<Desk> desk = Optional.empty();
  private boolean resting;

  Shift(Claim claim, TaskStore tasks, Repository repository, Desks desks, Optional<Aside> aside) {
    this.claim = claim;
    this.tasks = tasks;
    this.repository = repository;
    this.desks = desks;
    this.aside = aside;
    this.networkLog = new NetworkLog(tasks, claim);
  }

  Claim claim() {
    return claim;
  }

  /// A shift for a step beside others; may be used by another thread.
  Shift aside(Aside place) {
    return new Shift(claim, tasks, repository, desks, Optional.of(place));
  }

  Optional<Aside> aside() {
    return aside;
  }

  /// The name of the conversation that goes on here.
  String conversation() {
    return aside.map(Aside::conversation).orElse(Author.CONVERSATION);
  }

  Company company() {
    return aside
        .<Company>map(place -> new Company.Others(place.clock(), place.label()))
        .orElseGet(Company::none);
  }

  Repository repository() {
    return repository;
  }

  /// The task as it is stored now.
  Task task() {
    return tasks.find(claim.task()).orElseThrow();
  }

  Task change(UnaryOperator<Task> change, TaskEvent.Draft... events) {
    return tasks.change(claim, change, events);
  }

  /// Writes something else of the task, in one transaction with a look whether it is still this
  /// worker's.
  <R> R write(Function<Task, R> work) {
    return tasks.guard(claim, work);
  }

  /// For what is written outside of the database.
  Fence fence() {
    return new Fence() {
      @Override
      public <R> R within(Supplier<R> write) {
        return tasks.guard(claim, _ -> write.get());
      }
    };
  }

  /// Moves the target branch, unless the task is no longer this worker's.
  Landing land(String kept, CommitId expected, CommitId commit) {
    return mirror().land(kept, target(), expected, commit, fence());
  }

  /// Ends this shift though the task has not come to an end: a worker is woken to go on.
  ///
  /// @param at not before this
  /// @param change nothing is told if it changes nothing
  void rest(Instant at, Jobs jobs, UnaryOperator<Task> change) {
    var task = task();
    if (change.apply(task).equals(task)) {
      tasks.guard(claim, now -> woken(now, at, jobs));
    } else {
      change(now -> woken(change.apply(now), at, jobs));
    }
    resting = true;
  }

  private static Task woken(Task task, Instant at, Jobs jobs) {
    jobs.wake(task.id(), task.epoch(), task.request().priority(), at);
    return task;
  }

  boolean resting() {
    return resting;
  }

  BranchName target() {
    return new BranchName(task().request().targetBranch());
  }

  /// What commands of the task may reach.
  Network network() {
    return networkTo(repository.configuration().network());
  }

  /// These hosts only; each request becomes an event of the task.
  Network networkTo(List<String> hosts) {
    return networkLog.network(hosts);
  }

  /// The mirror of the task's repository, opened at first use.
  Mirror mirror() {
    if (mirror.isEmpty()) {
      mirror = Optional.of(desks.mirror(repository));
    }
    return mirror.get();
  }

  /// What the task changes, as it was integrated last.
  Diff change() {
    var revision = task().details().revision();
    return mirror()
        .diff(
            new CommitId(Objects.requireNonNull(revision.base())),
            new TreeId(Objects.requireNonNull(revision.tree())));
  }

  /// Tree, sandbox and tools of the agent, set up at first use.
  Desk desk() {
    if (desk.isEmpty()) {
      desk = Optional.of(desks.open(this));
    }
    return desk.get();
  }

  /// A room for a reviewer: a clean copy of the changed tree and tools that only read.
  ReadingRoom readingRoom(TreeId tree) {
    return desks.readingRoom(this, tree);
  }

  /// The tree as it is now, without what `.gitignore` names.
  TreeId snapshot() {
    return desk().tree().snapshot();
  }

  Checkpoint checkpoint(int number, String message) {
    return desk().tree().checkpoint(number, message, Authors.SERVICE);
  }

  /// Puts the tree there before anybody works in it.
  ///
  /// @param whole whether it has all that whoever begins there believes to be in it
  void prepare(boolean whole) {
    var tree = desks.checkOut(this);
    if (whole) {
      tree.markKnown();
    }
  }

  /// A commit of the service's that becomes a checkpoint.
  record Adopted(int number, CommitId commit) {}

  /// Takes these commits into the task's line of work, and makes the tree that of the last.
  void adopt(List<Adopted> commits) {
    if (commits.isEmpty()) {
      return;
    }
    endJobs();
    commits.forEach(each -> desk().tree().adopt(each.number(), each.commit()));
  }

  /// Takes away the trees of steps that were done beside each other.
  void discardAsides() {
    mirror().discardForks(claim.task().toString());
  }

  /// Makes the tree what it was at the start; whatever exploring left there is gone.
  void restart() {
    reset(desk().tree().base());
  }

  /// Makes the tree that of a commit, when nothing runs in it any more.
  void reset(CommitId commit) {
    endJobs();
    desk().tree().reset(commit);
  }

  /// Ends what the agent left running behind the conversation.
  void endJobs() {
    desk().sandbox().jobs().forEach(job -> job.kill());
  }

  /// The commit in which the agent's work stands.
  CommitId work() {
    var revision = task().details().revision();
    return new CommitId(
        Objects.requireNonNull(revision.work(), "A task that is verified has begun its work"));
  }

  /// What to tell the model if the tree had to be restored; empty if nothing was lost, or it knows.
  Optional<Notice> notice() {
    return desk().restored()
        ? Optional.of(new Notice(Prompts.text("restored"), desk().tree()::markKnown))
        : Optional.empty();
  }

  /// Ends everything the agent left running.
  void clearDesk() {
    desk.ifPresent(Desk::close);
    desk = Optional.empty();
  }

  /// Takes away tree, git directories and checkpoints of the task.
  void discard() {
    clearDesk();
    mirror().discard(claim.task().toString());
  }

  @Override
  public void close() {
    clearDesk();
  }
}
