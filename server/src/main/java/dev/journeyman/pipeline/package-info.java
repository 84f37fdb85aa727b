/// The stages of a task in the order in which it meets them, landing and rollback among them.
@NullMarked
package dev.journeyman.pipeline;

import org.jspecify.annotations.NullMarked;
