/// One class a command.
@NullMarked
package dev.journeyman.cli.command;

import org.jspecify.annotations.NullMarked;
