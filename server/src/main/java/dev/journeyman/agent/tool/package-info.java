/// The tools the model may call, a file each, and what they need of the task they work for.
@NullMarked
package dev.journeyman.agent.tool;

import org.jspecify.annotations.NullMarked;
