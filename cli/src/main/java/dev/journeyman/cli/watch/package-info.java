/// Following a task until it needs a person or ends.
@NullMarked
package dev.journeyman.cli.watch;

import org.jspecify.annotations.NullMarked;
