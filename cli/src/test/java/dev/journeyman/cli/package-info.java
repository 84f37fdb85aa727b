@NullMarked
package dev.journeyman.cli;

import org.jspecify.annotations.NullMarked;
