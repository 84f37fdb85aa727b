/// What was learned from finished tasks, and how it is found again.
@NullMarked
package dev.journeyman.learning;

import org.jspecify.annotations.NullMarked;
