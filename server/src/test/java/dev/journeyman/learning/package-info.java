/// Tests of what is learned.
@NullMarked
package dev.journeyman.learning;

import org.jspecify.annotations.NullMarked;
