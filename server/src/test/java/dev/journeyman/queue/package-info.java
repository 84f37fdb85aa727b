/// Tests of the queue.
@NullMarked
package dev.journeyman.queue;

import org.jspecify.annotations.NullMarked;
