/// Metrics, traces and logs: their names in one place.
@NullMarked
package dev.journeyman.telemetry;

import org.jspecify.annotations.NullMarked;
