/// The terminal client: commands over the HTTP API and nothing more. Only the entry point lives
/// here.
@NullMarked
package dev.journeyman.cli;

import org.jspecify.annotations.NullMarked;
