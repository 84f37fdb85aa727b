package dev.journeyman.task;

import java.util.Optional;
import java.util.Set;

/// Which tasks of a tenant to list; empty parts do not restrict.
///
/// @param search words to find in the task's text
public record TaskFilter(
    String tenant,
    Set<TaskStatus> statuses,
    Optional<String> repository,
    Optional<String> createdBy,
    Optional<String> search) {

  public TaskFilter {
    statuses = Set.copyOf(statuses);
  }

  public static TaskFilter all(String tenant) {
    return new TaskFilter(tenant, Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
