/// What is printed: safe, coloured where that means something, and as wide as the terminal.
@NullMarked
package dev.journeyman.cli.text;

import org.jspecify.annotations.NullMarked;
