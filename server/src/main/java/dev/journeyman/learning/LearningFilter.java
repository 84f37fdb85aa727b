package dev.journeyman.learning;

import java.util.Optional;

/// Which learnings of a tenant to list; empty parts do not restrict.
public record LearningFilter(
    String tenant,
    Optional<Boolean> successful,
    Optional<String> search,
    Optional<String> repository,
    Optional<Boolean> disabled) {}
