package dev.journeyman.workspace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The checkpoints of one task: `refs/journeyman/tasks/TASK/NUMBER` in the mirror, and the commit
/// the task started from as `refs/journeyman/bases/TASK`.
///
/// @param fence around every ref that is set
record Checkpoints(Objects objects, String taskId, Fence fence) {

  private static final String FORMAT =
      "--format=%(refname:lstrip=4)%09%(objectname)%09%(tree)%09%(committerdate:unix)%09%(subject)";

  /// The tasks of which a mirror knows, forks among them.
  static List<String> tasks(Objects objects) {
    return tasks(objects, "");
  }

  /// Those of them whose id matches a pattern of git's.
  static List<String> tasks(Objects objects, String pattern) {
    return objects
        .git()
        .expect(
            "for-each-ref",
            "--format=%(refname:lstrip=3)",
            "--",
            "refs/journeyman/bases/" + pattern)
        .line()
        .lines()
        .toList();
  }

  List<Checkpoint> all() {
    return objects
        .git()
        .expect("for-each-ref", FORMAT, "--", prefix())
        .line()
        .lines()
        .map(Checkpoints::parse)
        .sorted(Comparator.comparingInt(Checkpoint::number))
        .toList();
  }

  Optional<Checkpoint> last() {
    return all().stream().reduce((_, later) -> later);
  }

  Optional<Checkpoint> before(int number) {
    return all().stream().filter(c -> c.number() < number).reduce((_, later) -> later);
  }

  Optional<CommitId> base() {
    return objects.reference(baseReference());
  }

  void start(CommitId base) {
    fence.within(() -> point(baseReference(), base));
  }

  Checkpoint add(int number, CommitId commit) {
    fence.within(() -> point(prefix() + number, commit));
    return all().stream().filter(c -> c.number() == number).findFirst().orElseThrow();
  }

  private CommitId point(String reference, CommitId commit) {
    objects.point(reference, commit);
    return commit;
  }

  void discard() {
    var names =
        objects
            .git()
            .expect("for-each-ref", "--format=delete %(refname)", "--", prefix(), baseReference());
    var deletions = names.line().isEmpty() ? "" : names.line() + "\n";
    objects.git().expect(new GitInput.Text(deletions), "update-ref", "--stdin");
  }

  private String prefix() {
    return "refs/journeyman/tasks/" + taskId + "/";
  }

  private String baseReference() {
    return "refs/journeyman/bases/" + taskId;
  }

  private static Checkpoint parse(String line) {
    var field = line.split("\t", 5);
    return new Checkpoint(
        Integer.parseInt(field[0]),
        new CommitId(field[1]),
        new TreeId(field[2]),
        field[4],
        Instant.ofEpochSecond(Long.parseLong(field[3])));
  }
}
