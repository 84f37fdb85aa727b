@NullMarked
package dev.journeyman.simulator;

import org.jspecify.annotations.NullMarked;
