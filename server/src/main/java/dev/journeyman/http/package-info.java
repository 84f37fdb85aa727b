/// Routes, authentication, problems and streams.
@NullMarked
package dev.journeyman.http;

import org.jspecify.annotations.NullMarked;
