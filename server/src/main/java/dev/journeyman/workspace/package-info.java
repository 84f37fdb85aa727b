/// git: mirrors, work trees, checkpoints, diffs, merges, landing and reverts.
@NullMarked
package dev.journeyman.workspace;

import org.jspecify.annotations.NullMarked;
