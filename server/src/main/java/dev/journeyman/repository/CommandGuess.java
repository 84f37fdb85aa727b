package dev.journeyman.repository;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Guesses how a repository is verified from the files it holds. A guess to be shown and corrected:
/// it only proposes commands whose build file is there, and it runs nothing.
public final class CommandGuess {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Set<String> NOT_THE_PRODUCT =
      Set.of("docs", "doc", "examples", "example", "samples", "vendor", "third_party");

  private CommandGuess() {}

  /// Commands to be run one after the other at the root of the work tree; empty if nothing is
  /// known. Build files at the root decide; only where there are none, those one directory below.
  ///
  /// @param files the names of all files, relative to the root, separated by `/`
  /// @param reader gives a file's text; may cut it, and may be asked for files that are missing
  public static List<String> guess(List<String> files, Function<String, Optional<String>> reader) {
    var root = commands(new Sources(files, reader));
    return root.isEmpty() ? below(files, reader) : root;
  }

  private static List<String> below(List<String> files, Function<String, Optional<String>> reader) {
    var directories = new TreeSet<String>();
    for (var file : files) {
      int slash = file.indexOf('/');
      if (slash > 0) {
        directories.add(file.substring(0, slash));
      }
    }
    return directories.stream()
        .filter(name -> PLAIN_NAME.matcher(name).matches() && !NOT_THE_PRODUCT.contains(name))
        .flatMap(
            name ->
                commands(new Sources(files, reader).below(name)).stream()
                    .map(command -> "(cd " + name + " && " + command + ")"))
        .toList();
  }

  private static List<String> commands(Sources sources) {
    var known =
        Stream.of(
                JvmGuess.maven(sources),
                JvmGuess.gradle(sources),
                NodeGuess.test(sources),
                PythonGuess.test(sources),
                sources.has("go.mod") ? Optional.of("go test ./...") : Optional.<String>empty(),
                sources.has("Cargo.toml")
                    ? Optional.of("cargo test --offline")
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .toList();
    return known.isEmpty() ? make(sources).stream().toList() : known;
  }

  private static Optional<String> make(Sources sources) {
    return Stream.of("Makefile", "makefile", "GNUmakefile")
        .filter(name -> sources.says(name, "(?m)^test[ \\t]*:(?!=)"))
        .findFirst()
        .map(_ -> "make test");
  }
}
