package dev.journeyman.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who has how many of the streams that may be open at once. Any thread.
final class StreamPlaces {

  private record Person(String tenant, String user) {

    static Person of(Principal principal) {
      return new Person(principal.tenant(), principal.user());
    }
  }

  private final int most;
  private final int share;
  private final Map<Person, Integer> taken = new HashMap<>();
  private int all;

  /// @param share of one person
  StreamPlaces(int most, int share) {
    this.most = most;
    this.share = share;
  }

  /// Takes a place, which has to be freed.
  ///
  /// @return why there is none, for the caller; empty if it is taken
  synchronized Optional<String> take(Principal principal) {
    var person = Person.of(principal);
    int before = taken.getOrDefault(person, 0);
    if (before >= share) {
      return Optional.of("You have %d streams open, as many as one may have".formatted(before));
    }
    if (all >= most) {
      return Optional.of("All %d streams of this instance are taken".formatted(all));
    }
    taken.put(person, before + 1);
    all++;
    return Optional.empty();
  }

  synchronized void free(Principal principal) {
    var person = Person.of(principal);
    taken.merge(person, -1, Integer::sum);
    taken.remove(person, 0);
    all--;
  }
}
