package dev.journeyman.workspace;

import dev.journeyman.workspace.Landing.Landed;
import dev.journeyman.workspace.Landing.Moved;
import dev.journeyman.workspace.Landing.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Lands in a repository on this host: objects go over as a pack, the branch moves by compare and
/// swap, and a checkout of that branch follows if it is clean.
///
/// ```
/// pack ─► checkouts clean? ─► swap the ref ─► checkouts follow
///              │ no                │ lost          │ cannot: swap back
///              ▼                   ▼               ▼
///           Refused              Moved          Refused
/// ```
/// Where the branch was before the swap is kept in the mirror until the checkouts have followed:
/// after a crash between the two, the next call for that branch, of whatever task, lets them follow
/// first. One call at a time for a repository.
record LocalLandings(Git git, Objects objects, RepositorySource source, Layout layout)
    implements Landings {

  @Override
  public Landing land(BranchName kept, BranchName branch, CommitId expected, CommitId commit) {
    var repository = UserRepository.open(git, source);
    var now = repository.branch(branch);
    if (now.isEmpty()) {
      return new Refused(
          "%s has no branch %s any more".formatted(source, branch),
          "Create the branch again, then retry the task.");
    }
    catchUp(repository, branch, now.get());
    if (!now.get().equals(expected)) {
      return elsewhere(repository, kept, branch, now.get(), expected, commit);
    }
    send(repository, commit, List.of(expected));
    var checkouts = repository.checkouts(branch);
    return checkouts.stream()
        .flatMap(checkout -> checkout.obstacle(expected, commit).stream())
        .findFirst()
        .<Landing>map(obstacle -> refuse(repository, kept, commit, obstacle))
        .orElseGet(() -> move(repository, kept, branch, expected, commit));
  }

  @Override
  public void keep(BranchName branch, CommitId commit) {
    var repository = UserRepository.open(git, source);
    send(repository, commit, fetchedHeads());
    repository.set(branch, commit);
  }

  private Landing move(
      UserRepository repository,
      BranchName kept,
      BranchName branch,
      CommitId expected,
      CommitId commit) {
    objects.point(underWay(branch), expected);
    try {
      return swap(repository, kept, branch, expected, commit);
    } finally {
      objects.forget(underWay(branch));
    }
  }

  private Landing swap(
      UserRepository repository,
      BranchName kept,
      BranchName branch,
      CommitId expected,
      CommitId commit) {
    if (!repository.swap(branch, expected, commit)) {
      return repository
          .branch(branch)
          .filter(now -> !now.equals(expected))
          .<Landing>map(Moved::new)
          .orElseGet(() -> refuse(repository, kept, commit, "its branch is locked"));
    }
    var stuck =
        repository.checkouts(branch).stream()
            .flatMap(checkout -> checkout.follow(expected, commit).stream())
            .findFirst();
    if (stuck.isPresent() && repository.swap(branch, commit, expected)) {
      return refuse(repository, kept, commit, stuck.get());
    }
    return landed(repository, kept, commit);
  }

  /// What an earlier refusal kept has nothing more to say: this commit, or the one before the
  /// branch moved on. One that somebody has changed since then stays.
  private Landed landed(UserRepository repository, BranchName kept, CommitId commit) {
    repository.drop(kept, commit);
    objects.reference(keptAt(kept)).ifPresent(before -> repository.drop(kept, before));
    objects.forget(keptAt(kept));
    return new Landed(commit);
  }

  /// Brings along the checkouts that a landing left behind which was cut off after its swap.
  private void catchUp(UserRepository repository, BranchName branch, CommitId now) {
    objects
        .reference(underWay(branch))
        .ifPresent(
            before -> {
              repository.checkouts(branch).stream()
                  .filter(checkout -> checkout.isStillAt(before))
                  .forEach(checkout -> checkout.follow(before, now));
              objects.forget(underWay(branch));
            });
  }

  private static String underWay(BranchName branch) {
    return "refs/journeyman/landing/" + branch;
  }

  private static String keptAt(BranchName kept) {
    return "refs/journeyman/kept/" + kept;
  }

  private Landing elsewhere(
      UserRepository repository,
      BranchName kept,
      BranchName branch,
      CommitId now,
      CommitId expected,
      CommitId commit) {
    if (now.equals(commit)) {
      repository.checkouts(branch).stream()
          .filter(checkout -> checkout.isStillAt(expected))
          .forEach(checkout -> checkout.follow(expected, commit));
      return landed(repository, kept, commit);
    }
    return repository.contains(now, commit) ? landed(repository, kept, commit) : new Moved(now);
  }

  private Refused refuse(
      UserRepository repository, BranchName kept, CommitId commit, String obstacle) {
    objects.point(keptAt(kept), commit);
    repository.set(kept, commit);
    return new Refused(
        "%s was not changed: %s".formatted(source, obstacle),
        "Commit or stash what is there and retry the task, or merge the branch %s yourself."
            .formatted(kept));
  }

  private void send(UserRepository repository, CommitId commit, List<CommitId> known) {
    var directory = layout.exports().resolve("pack-" + UUID.randomUUID());
    layout.pass(directory);
    try {
      var wanted = new StringBuilder(commit + "\n");
      known.forEach(id -> wanted.append('^').append(id).append('\n'));
      var name =
          objects
              .git()
              .expect(
                  new GitInput.Text(wanted.toString()),
                  "pack-objects",
                  "--revs",
                  "-q",
                  directory.resolve("p").toString())
              .line();
      repository.receive(new GitInput.Stored(directory.resolve("p-" + name + ".pack")), commit);
    } finally {
      Removal.of(git).remove(directory);
    }
  }

  private List<CommitId> fetchedHeads() {
    var heads =
        objects.git().expect("for-each-ref", "--format=%(objectname)", "--", "refs/remotes/");
    return Optional.of(heads.line()).stream().flatMap(String::lines).map(CommitId::new).toList();
  }
}
