package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
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
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.WorkspaceException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what a task has on the host of its repository as its status wants it: a pull request while
/// people decide, nothing once it is over. Nothing is offered while an emergency stop is in force;
/// who ends it has all looked at again. What does not work out here fails no task.
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(5), Duration.ofHours(1));

  /// A branch that is not let go for so long stays.
  private static final Duration LONGEST_REFUSED = Duration.ofDays(1);

  private final TaskStore tasks;
  private final RepositoryStore repositories;
  private final Desks desks;
  private final Hosting hosting;
  private final Offers offers;
  private final EmergencyStop stop;
  private final AuditLog audit;
  private final Jobs jobs;
  private final Clock clock;

  Upkeep(
      TaskStore tasks,
      RepositoryStore repositories,
      Desks desks,
      Hosting hosting,
      Offers offers,
      EmergencyStop stop,
      AuditLog audit,
      Jobs jobs,
      Clock clock) {
    this.tasks = tasks;
    this.repositories = repositories;
    this.desks = desks;
    this.hosting = hosting;
    this.offers = offers;
    this.stop = stop;
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Called at the end of each job of a task, by whoever ran it, and when trouble may have passed.
  void look(TaskId id) throws InterruptedException {
    var next = tasks.find(id).filter(Upkeep::concerns);
    while (next.isPresent()) {
      var task = next.get();
      tend(task);
      next = movedOn(task).filter(now -> concerns(now) || now.status().over());
    }
  }

  /// The task as it is now, if it wants something else on the host than when it was looked at:
  /// what was made there for it meanwhile may have to go again.
  private Optional<Task> movedOn(Task seen) {
    return tasks.find(seen.id()).filter(now -> !Recorder.stands(now, seen));
  }

  private void tend(Task task) throws InterruptedException {
    try {
      look(task, repositories.find(task.repository()).orElseThrow());
    } catch (MovedOnException e) {
      LOG.info("{}; it is looked at again", e.getMessage());
    } catch (GitHubException e) {
      trouble(task, sentence(e, e.remedy()), e.temporary());
    } catch (OfferRefusedException e) {
      // Rules for branches are lifted and set again; what is to be shown has to be mended first.
      boolean passes = task.status().over() && waited(task).compareTo(LONGEST_REFUSED) < 0;
      trouble(task, sentence(e, e.remedy()), passes);
    } catch (StageFailedException e) {
      trouble(task, sentence(e, e.failure().remedy()), false);
    } catch (WorkspaceException e) {
      stopIfCancelled(e);
      trouble(task, sentence(e, e.remedy()), true);
    }
  }

  private static boolean concerns(Task task) {
    return task.status() == TaskStatus.PENDING_APPROVAL
        || (task.status().over() && task.details().pullRequests().leave());
  }

  private static String sentence(Exception trouble, String remedy) {
    return "%s. %s".formatted(trouble.getMessage(), remedy);
  }

  private static void stopIfCancelled(WorkspaceException e) throws InterruptedException {
    if (e.problem() == WorkspaceException.Problem.CANCELLED) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
  }

  private void look(Task task, Repository repository) throws InterruptedException {
    if (task.status().over()) {
      withdraw(task, repository);
    } else if (isToBeShown(task, repository) && stop.inForce(task.tenant()).isEmpty()) {
      var mirror = desks.mirror(repository);
      offering(task, repository, mirror).present(offers.ofChange(repository, mirror, task));
      settle(task);
    }
  }

  /// It is there; trouble that comes later has not lasted since what there was before.
  private void settle(Task task) {
    var shown = tasks.find(task.id()).flatMap(now -> now.details().pullRequests().of(Kind.CHANGE));
    if (shown.filter(pull -> pull.waitingSince() != null).isPresent()) {
      Recorder.of(tasks, task).record(Upkeep::settled);
    }
  }

  private static Task settled(Task task) {
    var pulls = task.details().pullRequests();
    return pulls
        .of(Kind.CHANGE)
        .map(pull -> pulls.with(Kind.CHANGE, pull.waiting(null, null)))
        .map(changed -> task.with(task.details().with(changed)))
        .orElse(task);
  }

  private Offering offering(Task task, Repository repository, Mirror mirror) {
    var recorder = Recorder.of(tasks, task);
    return hosting.of(repository, mirror, recorder, audit, Category.DEPLOYMENT);
  }

  private static boolean isToBeShown(Task task, Repository repository) {
    var policy = repository.configuration().landing();
    var base = task.details().revision().base();
    var tree = task.details().revision().tree();
    return policy.byPullRequest()
        && policy.opens() == LandingPolicy.Opening.REVIEW
        && base != null
        && tree != null
        && task.details()
            .pullRequests()
            .of(Kind.CHANGE)
            .filter(pull -> pull.state() != PullRequest.State.PLANNED)
            .filter(PullRequest::pushed)
            .filter(pull -> pull.offers(base, tree))
            .isEmpty();
  }

  private void withdraw(Task task, Repository repository) throws InterruptedException {
    var offering = offering(task, repository, desks.mirror(repository));
    var refused = new ArrayList<OfferRefusedException>();
    for (var kind : Kind.values()) {
      var pull = task.details().pullRequests().of(kind);
      if (pull.isPresent()) {
        try {
          withdraw(task, kind, pull.get(), offering);
        } catch (OfferRefusedException e) {
          refused.add(e);
        }
      }
    }
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
  }

  /// One that is known as closed may have been opened by whoever was just too late. Of one that was
  /// merged, the branch may be left.
  private void withdraw(Task task, Kind kind, PullRequest pull, Offering offering)
      throws InterruptedException {
    if (pull.state() != PullRequest.State.MERGED) {
      if (offering.withdraw(kind) == PullRequest.State.MERGED) {
        tell(task, "Somebody has merged it on GitHub, though it was not to land");
      }
    } else if (pull.leaves()) {
      offering.removeBranch(kind);
    }
  }

  /// Tried again, less and less often, if it may pass by itself.
  private void trouble(Task task, String sentence, boolean passes) {
    if (movedOn(task).isPresent()) {
      return;
    }
    LOG.warn("The pull request of task {} is not as it should be: {}", task.id(), sentence);
    var told = tell(task, sentence);
    if (passes) {
      var pause = PAUSES.after(waited(told));
      jobs.tend(task.id(), task.request().priority(), clock.instant().plus(pause));
    }
  }

  private Duration waited(Task task) {
    return task.details()
        .pullRequests()
        .of(kind(task))
        .flatMap(pull -> Optional.ofNullable(pull.waitingSince()))
        .map(since -> Duration.between(since, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private Task tell(Task task, String sentence) {
    return tasks.amend(
        task.id(),
        now -> {
          var pulls = now.details().pullRequests();
          return pulls
              .of(kind(now))
              .map(pull -> pulls.with(kind(now), troubled(pull, sentence)))
              .map(changed -> now.with(now.details().with(changed)))
              .orElse(now);
        },
        TaskEvents.of(TaskEvent.Type.STAGE, Map.of("stage", "pull request", "problem", sentence)));
  }

  /// Which pull request there is something to do about: that of the revert comes last.
  private static Kind kind(Task task) {
    var pulls = task.details().pullRequests();
    boolean reverts =
        task.status().over()
            && pulls.of(Kind.CHANGE).filter(PullRequest::leaves).isEmpty()
            && pulls.of(Kind.REVERT).isPresent();
    return reverts ? Kind.REVERT : Kind.CHANGE;
  }

  private PullRequest troubled(PullRequest pull, String sentence) {
    var since = pull.waitingSince();
    return pull.waiting(since == null ? clock.instant() : since, sentence);
  }
}
