/// The tools of the agent, one file each.
@NullMarked
package dev.journeyman.agent.tool;

import org.jspecify.annotations.NullMarked;
