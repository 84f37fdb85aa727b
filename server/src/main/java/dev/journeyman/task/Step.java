package dev.journeyman.task;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One step of a plan.
///
/// @param action one of the nine actions that it mainly uses
/// @param target what it works on, such as a path
/// @param description what is to be done, in a sentence
/// @param check a shell command that succeeds when the step is done; `true` when nothing can be
///     checked
/// @param dependsOn numbers of the steps, from 1, that come before
public record Step(
    String action,
    String target,
    String description,
    String check,
    List<Integer> dependsOn,
    Status status) {

  /// The action of a step that only the deploy stage carries out.
  public static final String DEPLOYMENT = "deploy_code";

  private static final String WRITING = "write_file";
  private static final Pattern PATH =
      Pattern.compile("[\\p{L}\\p{N}_@+.-]+(/[\\p{L}\\p{N}_@+.-]+)*/?");

  /// Where a step stands.
  public enum Status {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED
  }

  public Step {
    dependsOn = List.copyOf(dependsOn);
  }

  /// Whether this is the deployment, which the deploy stage carries out and never the agent.
  public boolean deploys() {
    return action.equals(DEPLOYMENT);
  }

  /// Whether the two say plainly that they change files in different places. Everything that is not
  /// plain counts as the same place.
  boolean isApartFrom(Step other) {
    var mine = place();
    var theirs = other.place();
    return mine.isPresent()
        && theirs.isPresent()
        && !mine.get().startsWith(theirs.get())
        && !theirs.get().startsWith(mine.get());
  }

  /// The one path it changes, closed with a slash, so that a directory is the beginning of what is
  /// in it. File systems may take large letters for small ones.
  private Optional<String> place() {
    var path = target.strip().replaceFirst("^(\\./)+", "").toLowerCase(Locale.ROOT);
    boolean plain =
        action.equals(WRITING)
            && PATH.matcher(path).matches()
            && (path.contains("/") || path.contains("."))
            && Stream.of(path.split("/")).noneMatch(part -> part.equals(".") || part.equals(".."));
    return plain ? Optional.of(path.endsWith("/") ? path : path + "/") : Optional.empty();
  }

  /// The same step behind so many others.
  public Step after(int steps) {
    var moved = dependsOn.stream().map(number -> number + steps).toList();
    return new Step(action, target, description, check, moved, status);
  }

  public Step with(Status changed) {
    return new Step(action, target, description, check, dependsOn, changed);
  }
}
