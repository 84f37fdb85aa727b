/// Tests of the configuration.
@NullMarked
package dev.journeyman.app;

import org.jspecify.annotations.NullMarked;
