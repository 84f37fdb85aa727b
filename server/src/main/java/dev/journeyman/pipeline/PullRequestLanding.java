package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import dev.journeyman.workspace.WorkspaceException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lands an approved change by having the host merge its pull request, and looks what it has made
/// of it.
final class PullRequestLanding {

  private static final Logger LOG = LoggerFactory.getLogger(PullRequestLanding.class);

  private final Merging merging;
  private final Offers offers;
  private final MergedTree mergedTree;
  private final AuditLog audit;

  PullRequestLanding(Merging merging, Offers offers, MergedTree mergedTree, AuditLog audit) {
    this.merging = merging;
    this.offers = offers;
    this.mergedTree = mergedTree;
    this.audit = audit;
  }

  Merge land(Shift shift) throws InterruptedException {
    var task = shift.task();
    var repository = shift.repository();
    var merge =
        merging.ask(
            shift,
            offers.ofChange(repository, shift.mirror(), task),
            offers.message(repository, shift.mirror(), task));
    return noted(shift, merge);
  }

  /// Whether somebody has merged the change; it has landed then.
  ///
  /// @return empty if nobody has
  Optional<Merge> meanwhile(Shift shift) throws InterruptedException {
    return merging.meanwhile(shift, Kind.CHANGE).map(merge -> noted(shift, merge));
  }

  /// Whether somebody has merged the change as it was before, for where nothing is left to land.
  Optional<Merge> earlier(Shift shift) throws InterruptedException {
    return merging.earlier(shift, Kind.CHANGE).map(merge -> noted(shift, merge));
  }

  /// Calls the landing off, unless the host has merged the change though this service has not
  /// written it down: it was cut off, or a person did it. It has landed then.
  ///
  /// @return empty if it has not, and will not
  Optional<Merge> callOff(Shift shift) throws InterruptedException {
    return merging.calledOff(shift, Kind.CHANGE).map(merge -> noted(shift, merge));
  }

  /// Writes down what was merged once it has been fetched.
  private Merge noted(Shift shift, Merge merge) {
    if (!(merge instanceof Merge.Merged(CommitId commit))) {
      return merge;
    }
    try {
      landed(shift, commit);
      return merge;
    } catch (WorkspaceException e) {
      return merging.away(shift, Kind.CHANGE, e);
    }
  }

  private void landed(Shift shift, CommitId commit) {
    requireOnBranch(shift, commit, Kind.CHANGE);
    var ground = ground(shift, commit);
    var tree = shift.mirror().tree(commit);
    shift.change(
        now -> {
          record(now, "branch.land", commit, tree.value(), Kind.CHANGE);
          var revision = now.details().revision().withLanded(commit.value(), ground.value());
          return Merging.merged(now.with(now.details().with(revision)), Kind.CHANGE);
        });
  }

  /// What the target branch was before: the nearest commit from which all that was offered is made.
  /// Whatever the policy says, a person may have had the host squash it, merge it, or make each
  /// commit anew.
  private static CommitId ground(Shift shift, CommitId commit) {
    var mirror = shift.mirror();
    var pull = shift.task().details().pullRequests().of(Kind.CHANGE).orElseThrow();
    var base = new CommitId(pull.base());
    int offered = mirror.commitsBetween(base, new CommitId(pull.head()));
    var before = mirror.ancestor(commit, 1);
    for (int number = 1; number <= offered; number++) {
      if (isWhole(shift, pull, before, commit)) {
        return before;
      }
      if (mirror.isAncestor(before, base)) {
        break;
      }
      before = mirror.ancestor(before, 1);
    }
    return usual(shift, commit, offered);
  }

  /// Where the commits on the branch are not those that were offered, the policy says how many.
  private static CommitId usual(Shift shift, CommitId commit, int offered) {
    boolean rebases =
        shift.repository().configuration().landing().method() == LandingPolicy.Method.REBASE;
    return shift.mirror().ancestor(commit, rebases ? offered : 1);
  }

  /// Whether the change between two commits is all that was offered.
  private static boolean isWhole(Shift shift, PullRequest pull, CommitId before, CommitId commit) {
    var offered = shift.mirror().rawDiff(new CommitId(pull.base()), new TreeId(pull.tree()));
    return Arrays.equals(offered, shift.mirror().rawDiff(before, commit));
  }

  static void requireOnBranch(Shift shift, CommitId commit, Kind kind) {
    shift.mirror().fetch();
    if (!shift.mirror().isOn(shift.target(), commit)) {
      throw new StageFailedException(
          "GitHub says that it merged the pull request as %s, and %s does not have that commit"
              .formatted(commit, shift.target()),
          kind == Kind.CHANGE ? Category.DEPLOYMENT : Category.ROLLBACK,
          "Look at the pull request and the branch there, then retry");
    }
  }

  void record(Task task, String action, CommitId commit, String tree, Kind kind) {
    var pull = task.details().pullRequests().of(kind);
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        action,
        task.id().toString(),
        Map.of(
            "repository", task.repositoryName(),
            "branch", task.request().targetBranch(),
            "commit", commit.value(),
            "tree", tree,
            "pullRequest", pull.map(PullRequest::url).orElse("")));
  }

  /// Tidiness only: the host may have taken it away by itself, and what is left here is looked for
  /// again once the task is over.
  void removeBranch(Shift shift, Kind kind) {
    try {
      merging.offering(shift, kind).removeBranch(kind);
    } catch (WorkspaceException | StageFailedException | OfferRefusedException e) {
      LOG.info("Left a branch of task {} on the host: {}", shift.claim().task(), e.getMessage());
    }
  }

  /// Compares what the branch has got with what was approved, once; where it is something else, it
  /// is verified as it is. The branch of the pull request goes, also where a worker was killed over
  /// that.
  Health compare(Shift shift) throws InterruptedException {
    var task = shift.task();
    var pull = task.details().pullRequests().of(Kind.CHANGE);
    if (pull.filter(it -> it.state() == PullRequest.State.MERGED).isEmpty()) {
      return new Health.Good();
    }
    if (!pull.get().removed()) {
      removeBranch(shift, Kind.CHANGE);
    }
    return mergedTree.look(shift, shift.task());
  }
}
