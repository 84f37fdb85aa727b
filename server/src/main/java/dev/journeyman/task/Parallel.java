package dev.journeyman.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How many steps of a task may be worked on at once, and those that are.
///
/// @param most fixed when the task starts; 1 for one after the other
/// @param forks in the order of the plan; empty while steps are done one after the other
public record Parallel(int most, List<Fork> forks) {

  /// One after the other.
  public static final Parallel OFF = new Parallel(1, List.of());

  public Parallel {
    most = Math.max(1, most);
    forks = forks == null ? List.of() : List.copyOf(forks);
  }

  public static Parallel upTo(int most) {
    return new Parallel(most, List.of());
  }

  public boolean allowed() {
    return most > 1;
  }

  /// Those that are still worked on.
  public List<Fork> open() {
    return forks.stream().filter(Fork::isOpen).toList();
  }

  /// The fork of a step.
  ///
  /// @param step its number, from 1
  public Optional<Fork> of(int step) {
    return forks.stream().filter(fork -> fork.step() == step).findFirst();
  }

  public Parallel with(List<Fork> changed) {
    return new Parallel(most, changed);
  }

  /// The same with this fork in the place of the one of its step.
  public Parallel with(Fork changed) {
    var all = new ArrayList<>(without(changed.step()).forks);
    all.add(changed);
    all.sort(Comparator.comparingInt(Fork::step));
    return with(all);
  }

  public Parallel without(int step) {
    return with(forks.stream().filter(fork -> fork.step() != step).toList());
  }
}
