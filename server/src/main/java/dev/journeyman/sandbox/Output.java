package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/// What a command wrote, standard output and error interleaved, cut to its limit as head and tail.
///
/// @param text head and tail, with a line between them that says how many bytes are left out
/// @param totalBytes how much was written in all
/// @param full the file with everything, where something was left out
public record Output(String text, long totalBytes, Optional<Path> full) {

  public static final Output EMPTY = new Output("", 0, Optional.empty());
}
