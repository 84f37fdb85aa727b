/// The loop that lets the model work: tools, prompts, budgets.
@NullMarked
package dev.journeyman.agent;

import org.jspecify.annotations.NullMarked;
