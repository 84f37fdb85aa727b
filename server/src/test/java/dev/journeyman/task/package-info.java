/// Tests of tasks and their tables.
@NullMarked
package dev.journeyman.task;

import org.jspecify.annotations.NullMarked;
