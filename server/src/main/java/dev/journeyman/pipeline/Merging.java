package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.github.GitHub;
import dev.journeyman.github.GitHubException;
import dev.journeyman.github.HostedPullRequest;
import dev.journeyman.github.MergeReply;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.WorkspaceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has the host merge what a task offers: exactly the commit that was offered, and only while the
/// target branch is where it was verified. Where the host does not merge yet, the task rests
/// without a worker and asks again, less and less often.
final class Merging {

  private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private static final String OR_ROLL_BACK = ", or roll the task back";

  private final Hosting hosting;
  private final AuditLog audit;
  private final Jobs jobs;
  private final Clock clock;

  Merging(Hosting hosting, AuditLog audit, Jobs jobs, Clock clock) {
    this.hosting = hosting;
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  Offering offering(Shift shift, Kind kind) {
    var recorder = Recorder.of(shift);
    return hosting.of(shift.repository(), shift.mirror(), recorder, audit, category(kind));
  }

  /// What has become of the task's pull request without this service: empty if it was not merged,
  /// or there is none. One that was closed is asked for as well: people open it again.
  ///
  /// @return merged, or waiting for the host to say
  Optional<Merge> meanwhile(Shift shift, Kind kind) throws InterruptedException {
    return found(shift, kind, offering -> offering.seen(kind));
  }

  /// Likewise for one that is not to be merged any more: it is closed before it is looked at, so
  /// that a merge that is under way has happened by then, or will not.
  Optional<Merge> calledOff(Shift shift, Kind kind) throws InterruptedException {
    return found(shift, kind, offering -> offering.ended(kind));
  }

  /// Likewise for what was merged before another state of it was to be offered.
  Optional<Merge> earlier(Shift shift, Kind kind) throws InterruptedException {
    try {
      return offering(shift, kind).earlier(kind).map(Merge.Merged::new);
    } catch (GitHubException e) {
      return Optional.of(troubled(shift, kind, e));
    }
  }

  private interface Look {
    Optional<HostedPullRequest> at(Offering offering) throws InterruptedException;
  }

  private Optional<Merge> found(Shift shift, Kind kind, Look look) throws InterruptedException {
    if (shift.task().details().pullRequests().of(kind).isEmpty()) {
      return Optional.empty();
    }
    try {
      return look.at(offering(shift, kind)).flatMap(pull -> merge(pull, shift.target()));
    } catch (GitHubException e) {
      return Optional.of(troubled(shift, kind, e));
    }
  }

  /// Empty as well if somebody has had it merged into another branch.
  private static Optional<Merge> merge(HostedPullRequest pull, BranchName target) {
    return pull.mergeCommit()
        .filter(_ -> pull.base().equals(target.value()))
        .map(commit -> new Merge.Merged(new CommitId(commit)));
  }

  private Merge troubled(Shift shift, Kind kind, GitHubException trouble) {
    if (!trouble.temporary()) {
      throw failed(kind, trouble.getMessage(), trouble.remedy());
    }
    return waiting(shift, kind, String.valueOf(trouble.getMessage()), trouble.retryAfter());
  }

  /// A remote that does not answer is waited for.
  ///
  /// @throws WorkspaceException this very one, if waiting is of no use
  Merge away(Shift shift, Kind kind, WorkspaceException trouble) {
    if (trouble.problem() != WorkspaceException.Problem.UNREACHABLE) {
      throw trouble;
    }
    return waiting(shift, kind, String.valueOf(trouble.getMessage()), Optional.empty());
  }

  /// Makes sure that it is offered, and asks for the merge. Asked again after a crash, it finds
  /// what was made or merged.
  ///
  /// @param message of the commit that the host makes
  /// @throws StageFailedException if it will not be merged without a person
  Merge ask(Shift shift, Offer offer, GitHub.Text message) throws InterruptedException {
    var kind = offer.kind();
    try {
      return ask(shift, offer, message, offering(shift, kind));
    } catch (GitHubException e) {
      return troubled(shift, kind, e);
    } catch (WorkspaceException e) {
      return away(shift, kind, e);
    } catch (OfferRefusedException e) {
      throw failed(kind, e.getMessage(), e.remedy());
    }
  }

  private Merge ask(Shift shift, Offer offer, GitHub.Text message, Offering offering)
      throws InterruptedException {
    var seen = offering.present(offer);
    if (seen.state() == HostedPullRequest.State.MERGED) {
      return new Merge.Merged(new CommitId(seen.mergeCommit().orElseThrow()));
    }
    if (seen.state() == HostedPullRequest.State.CLOSED) {
      throw closed(offer, offering, seen);
    }
    require(offer, seen);
    if (moved(shift, offer)) {
      return movedOrMerged(offer, offering);
    }
    return switch (asked(shift, offer.kind(), message, offering, seen.number())) {
      case MergeReply.Merged(String commit) -> new Merge.Merged(new CommitId(commit));
      case MergeReply.NotYet(String reason) ->
          moved(shift, offer)
              ? movedOrMerged(offer, offering)
              : waiting(shift, offer.kind(), because(reason, seen), Optional.empty());
      case MergeReply.OtherHead() -> otherHead(shift, offer, offering, seen);
    };
  }

  /// A worker that has lost its task asks for nothing. The task is not locked until the host
  /// answers: whoever calls a landing off meanwhile closes the request and looks then what became
  /// of it, and what is written down of the answer is fenced again.
  private static MergeReply asked(
      Shift shift, Kind kind, GitHub.Text message, Offering offering, int number)
      throws InterruptedException {
    var head = shift.write(task -> task.details().pullRequests().of(kind).orElseThrow().head());
    var method = shift.repository().configuration().landing().method();
    var how = method.name().toLowerCase(Locale.ROOT);
    return offering.github().merge(offering.repository(), number, head, how, message);
  }

  /// The host takes a moment to notice a push; a push that is not ours is another matter.
  private Merge otherHead(Shift shift, Offer offer, Offering offering, HostedPullRequest seen) {
    if (!offering.isUntouched(offer.kind())) {
      var pull = shift.task().details().pullRequests().of(offer.kind()).orElseThrow();
      throw OfferRefusedException.foreign(pull.branch(), pull.head(), seen.head());
    }
    return waiting(shift, offer.kind(), "it has not noticed the branch yet", Optional.empty());
  }

  private static void require(Offer offer, HostedPullRequest seen) {
    if (!seen.base().equals(offer.target().value())) {
      throw failed(
          offer.kind(),
          "Pull request #%d goes to the branch %s now, and %s is what was approved"
              .formatted(seen.number(), seen.base(), offer.target()),
          "Set its base branch back to %s and retry%s"
              .formatted(offer.target(), offer.kind() == Kind.CHANGE ? OR_ROLL_BACK : ""));
    }
  }

  /// A revert that somebody has closed is withdrawn, so that who asks for it again gets another.
  private static StageFailedException closed(
      Offer offer, Offering offering, HostedPullRequest seen) {
    var reason =
        "Pull request #%d was closed on GitHub without being merged".formatted(seen.number());
    return switch (offer.kind()) {
      case CHANGE -> failed(Kind.CHANGE, reason, "Open it there again and retry" + OR_ROLL_BACK);
      case REVERT -> {
        var left = offering.abandonBranch(Kind.REVERT).map(". "::concat).orElse("");
        yield failed(
            Kind.REVERT,
            "%s; the change is still on %s%s".formatted(reason, offer.target(), left),
            "Retry the rollback, which opens another one");
      }
    };
  }

  private static boolean moved(Shift shift, Offer offer) {
    shift.mirror().fetch();
    return !shift.mirror().head(shift.target()).equals(offer.base());
  }

  /// The target branch may have moved because a person has merged this very request just now.
  private static Merge movedOrMerged(Offer offer, Offering offering) throws InterruptedException {
    return offering
        .seen(offer.kind())
        .flatMap(pull -> merge(pull, offer.target()))
        .orElseGet(Merge.Moved::new);
  }

  private static String because(String reason, HostedPullRequest seen) {
    var state = seen.mergeability();
    return state.isEmpty() || state.equals("unknown") ? reason : "%s (%s)".formatted(reason, state);
  }

  private Merge waiting(Shift shift, Kind kind, String reason, Optional<Duration> atLeast) {
    var now = clock.instant();
    var since = since(shift.task(), kind).orElse(now);
    var usual = PAUSES.after(Duration.between(since, now));
    var pause = atLeast.filter(least -> least.compareTo(usual) > 0).orElse(usual);
    shift.rest(now.plus(pause), jobs, task -> waiting(task, kind, reason, since));
    return new Merge.Waiting();
  }

  /// Since when it waits for the host; empty if it does not yet. A host that was away when the pull
  /// request was to be opened has nothing to do with the merge. While there is nothing to open yet,
  /// it has waited since it was asked for.
  static Optional<Instant> since(Task task, Kind kind) {
    var details = task.details();
    if (details.progress().waiting() == null) {
      return Optional.empty();
    }
    var pull = details.pullRequests().of(kind);
    return pull.isPresent()
        ? Optional.ofNullable(pull.get().waitingSince())
        : details.decisions().at(request(kind)).map(Decision::at);
  }

  private static Milestone request(Kind kind) {
    return switch (kind) {
      case CHANGE -> Milestone.APPROVED;
      case REVERT -> Milestone.ROLLBACK_REQUESTED;
    };
  }

  private static Task waiting(Task task, Kind kind, String reason, Instant since) {
    var details = task.details();
    var pulls = details.pullRequests();
    var number = pulls.of(kind).flatMap(it -> Optional.ofNullable(it.number()));
    var line =
        number
            .map(n -> "Waiting for GitHub to merge pull request #%d: %s".formatted(n, reason))
            .orElse("Waiting for GitHub: " + reason);
    var noted = pulls.of(kind).map(it -> pulls.with(kind, it.waiting(since, null))).orElse(pulls);
    return task.with(details.with(details.progress().waitingFor(line)).with(noted));
  }

  private static StageFailedException failed(Kind kind, @Nullable String message, String remedy) {
    return new StageFailedException(String.valueOf(message), category(kind), remedy);
  }

  private static Category category(Kind kind) {
    return switch (kind) {
      case CHANGE -> Category.DEPLOYMENT;
      case REVERT -> Category.ROLLBACK;
    };
  }

  /// The request as it is recorded, once the host has merged it.
  static Task merged(Task task, Kind kind) {
    var pulls = task.details().pullRequests();
    return pulls
        .of(kind)
        .map(pull -> pulls.with(kind, pull.with(PullRequest.State.MERGED)))
        .map(changed -> task.with(task.details().with(changed)))
        .orElse(task)
        .going();
  }
}
