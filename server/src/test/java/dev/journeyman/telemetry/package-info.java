/// What is recorded, as those see it who receive it.
@NullMarked
package dev.journeyman.telemetry;

import org.jspecify.annotations.NullMarked;
