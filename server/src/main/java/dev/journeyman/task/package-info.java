/// What a task is: states, transitions, plan, steps, events, and their tables.
@NullMarked
package dev.journeyman.task;

import org.jspecify.annotations.NullMarked;
