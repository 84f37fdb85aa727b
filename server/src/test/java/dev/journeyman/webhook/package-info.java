@NullMarked
package dev.journeyman.webhook;

import org.jspecify.annotations.NullMarked;
