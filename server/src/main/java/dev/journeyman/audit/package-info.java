/// The hash-chained record of decisions and effects.
@NullMarked
package dev.journeyman.audit;

import org.jspecify.annotations.NullMarked;
