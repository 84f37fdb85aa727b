package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/// Everything about the start of a command but what it runs. Two commands with equal frames find
/// the same around them, so one can begin in what was set up for the other.
///
/// @param prefix what comes before bubblewrap: a change of user, the joining of namespaces
/// @param arguments those of bubblewrap
/// @param limits what sets the kernel's limits inside
/// @param places which directories the shown paths were when the frame was made
record Frame(
    List<String> prefix, List<String> arguments, List<String> limits, List<Object> places) {

  Frame {
    prefix = List.copyOf(prefix);
    arguments = List.copyOf(arguments);
    limits = List.copyOf(limits);
    places = List.copyOf(places);
  }

  /// A path stands for whatever is there; this stands for what is there now.
  static Object placeOf(Path path) {
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Objects.requireNonNullElse(attributes.fileKey(), path);
    } catch (IOException e) {
      return path;
    }
  }
}
