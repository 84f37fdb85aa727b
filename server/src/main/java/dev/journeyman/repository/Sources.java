package dev.journeyman.repository;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a repository, or of one of its directories, as a guess looks at them.
final class Sources {

  private final Set<String> files;
  private final Function<String, Optional<String>> reader;

  Sources(List<String> files, Function<String, Optional<String>> reader) {
    this.files = new HashSet<>(files);
    this.reader = reader;
  }

  Sources below(String directory) {
    var prefix = directory + "/";
    var inside =
        files.stream().filter(f -> f.startsWith(prefix)).map(f -> f.substring(prefix.length()));
    return new Sources(inside.toList(), name -> reader.apply(prefix + name));
  }

  boolean has(String name) {
    return files.contains(name);
  }

  boolean hasAny(String... names) {
    return Stream.of(names).anyMatch(files::contains);
  }

  Stream<String> matching(Pattern pattern) {
    return files.stream().filter(pattern.asMatchPredicate()).sorted();
  }

  Optional<String> text(String name) {
    return has(name) ? reader.apply(name) : Optional.empty();
  }

  /// Whether a file is there and has a part that matches.
  boolean says(String name, String pattern) {
    return text(name).filter(Pattern.compile(pattern).asPredicate()).isPresent();
  }
}
