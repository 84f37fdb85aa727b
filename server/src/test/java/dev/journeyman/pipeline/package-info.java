/// Tests of the stages.
@NullMarked
package dev.journeyman.pipeline;

import org.jspecify.annotations.NullMarked;
