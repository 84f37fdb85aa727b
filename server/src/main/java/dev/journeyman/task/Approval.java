package dev.journeyman.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One approval of one tree.
///
/// @param base the commit the tree was verified on
/// @param evidence the hash of the evidence record that was looked at
/// @param branch where it may land
/// @param carriedOver the tree whose approval was carried over to this one after the base moved
public record Approval(
    String by,
    Instant at,
    @Nullable String reason,
    String tree,
    String base,
    @Nullable String carriedOver,
    @Nullable String evidence,
    @Nullable String branch) {}
