package dev.journeyman.task;

import java.util.List;
import java.util.Optional;

/// Which part of a list to show: a place to go on from, or a number of rows to skip.
///
/// @param before show only what is older than this id
public record Page(int limit, int offset, Optional<String> before) {

  public static Page first(int limit) {
    return new Page(limit, 0, Optional.empty());
  }

  /// One part of a list.
  ///
  /// @param total how many rows there are in all
  public record Of<T>(List<T> items, long total, boolean more) {
    public Of {
      items = List.copyOf(items);
    }
  }
}
