package dev.journeyman.pipeline;

import dev.journeyman.github.GitHubException;
import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.workspace.WorkspaceException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what a task has on the host of its repository as its status wants it: a pull request while
/// people decide, nothing once it is over. What does not work out here fails no task.
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LATER = Duration.ofMinutes(1);

  private final TaskStore tasks;
  private final RepositoryStore repositories;
  private final Desks desks;
  private final Hosting hosting;
  private final Offers offers;
  private final Jobs jobs;
  private final Clock clock;

  Upkeep(
      TaskStore tasks,
      RepositoryStore repositories,
      Desks desks,
      Hosting hosting,
      Offers offers,
      Jobs jobs,
      Clock clock) {
    this.tasks = tasks;
    this.repositories = repositories;
    this.desks = desks;
    this.hosting = hosting;
    this.offers = offers;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Called at the end of each job of a task, by whoever ran it.
  void look(TaskId id) throws InterruptedException {
    var task = tasks.find(id);
    if (task.isEmpty()) {
      return;
    }
    var repository = repositories.find(task.get().repository()).orElseThrow();
    try {
      look(task.get(), repository);
    } catch (GitHubException e) {
      trouble(id, String.valueOf(e.getMessage()), e.temporary());
    } catch (OfferRefusedException e) {
      trouble(id, "%s. %s".formatted(e.getMessage(), e.remedy()), false);
    } catch (WorkspaceException | StageFailedException e) {
      trouble(id, String.valueOf(e.getMessage()), false);
    }
  }

  private void look(Task task, Repository repository) throws InterruptedException {
    if (task.status() == TaskStatus.PENDING_APPROVAL && isToBeShown(task, repository)) {
      var mirror = desks.mirror(repository);
      var offering = hosting.of(repository, mirror, recorder(task), Category.DEPLOYMENT);
      offering.present(offers.ofChange(repository, mirror, task));
    } else if (isSettled(task.status()) && task.details().pullRequests().pending()) {
      withdraw(task, repository);
    }
  }

  private static boolean isToBeShown(Task task, Repository repository) {
    var policy = repository.configuration().landing();
    var revision = task.details().revision();
    return policy.byPullRequest()
        && policy.opens() == LandingPolicy.Opening.REVIEW
        && revision.base() != null
        && revision.tree() != null
        && task.details()
            .pullRequests()
            .of(Kind.CHANGE)
            .filter(pull -> pull.state() != PullRequest.State.PLANNED)
            .filter(pull -> pull.offers(revision.base(), revision.tree()))
            .isEmpty();
  }

  private static boolean isSettled(TaskStatus status) {
    return status.over() || status == TaskStatus.COMPLETED;
  }

  private void withdraw(Task task, Repository repository) throws InterruptedException {
    var mirror = desks.mirror(repository);
    var offering = hosting.of(repository, mirror, recorder(task), Category.DEPLOYMENT);
    for (var kind : Kind.values()) {
      if (task.details().pullRequests().of(kind).filter(PullRequest::pending).isPresent()) {
        var end = offering.withdraw(kind);
        if (end == PullRequest.State.MERGED) {
          tell(task.id(), "It was merged on GitHub by somebody, though it was not to land");
        }
      }
    }
  }

  private Recorder recorder(Task task) {
    return Recorder.of(tasks, task.id());
  }

  private void trouble(TaskId id, String sentence, boolean temporary) {
    LOG.warn("The pull request of task {} is not as it should be: {}", id, sentence);
    var task = tell(id, sentence);
    if (temporary) {
      jobs.wake(id, task.request().priority(), clock.instant().plus(LATER));
    }
  }

  private Task tell(TaskId id, String sentence) {
    return tasks.amend(
        id,
        task -> {
          var pulls = task.details().pullRequests();
          return Optional.ofNullable(pulls.change())
              .map(pull -> pulls.with(Kind.CHANGE, pull.withProblem(sentence)))
              .map(changed -> task.with(task.details().with(changed)))
              .orElse(task);
        },
        TaskEvents.of(TaskEvent.Type.STAGE, Map.of("stage", "pull request", "problem", sentence)));
  }
}
