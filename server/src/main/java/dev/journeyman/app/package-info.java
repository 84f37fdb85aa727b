/// Configuration and wiring; the entry point.
@NullMarked
package dev.journeyman.app;

import org.jspecify.annotations.NullMarked;
