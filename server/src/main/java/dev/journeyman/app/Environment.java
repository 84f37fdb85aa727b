package dev.journeyman.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The variables the service was started with; the only place where they are read. A variable that
/// is set to nothing counts as not set.
public record Environment(Map<String, String> variables) {

  /// @throws ConfigurationException if a `JOURNEYMAN_*` variable is none of ours
  public Environment {
    variables = Map.copyOf(variables);
    KnownVariables.check(variables.keySet());
  }

  /// The environment of this process.
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  String text(String name, String standard) {
    return text(name).orElse(standard);
  }

  /// A value that may also be in the file that `NAME_FILE` names.
  Optional<String> secret(String name) {
    var file = text(name + "_FILE");
    if (file.isPresent() && text(name).isPresent()) {
      throw new ConfigurationException(
          "%s and %s_FILE are both set: keep one of them".formatted(name, name));
    }
    return file.map(path -> content(name, path)).or(() -> text(name));
  }

  /// All secrets whose names begin like this, by the rest of the name; each may be in a file.
  Map<String, String> secrets(String prefix) {
    return variables.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.replaceAll("_FILE$", ""))
        .distinct()
        .filter(name -> secret(name).isPresent())
        .collect(
            Collectors.toMap(
                name -> name.substring(prefix.length()), name -> secret(name).orElseThrow()));
  }

  private static String content(String name, String path) {
    try {
      var content = Files.readString(Path.of(path)).strip();
      if (content.isEmpty()) {
        throw new ConfigurationException("%s_FILE: %s is empty".formatted(name, path));
      }
      return content;
    } catch (IOException e) {
      throw new ConfigurationException("%s_FILE: cannot read %s".formatted(name, path), e);
    }
  }

  long number(String name, long standard, long least, long most) {
    return text(name).map(text -> number(name, text, least, most)).orElse(standard);
  }

  private static long number(String name, String text, long least, long most) {
    try {
      var number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // The same sentence says it.
    }
    throw invalid(name, text, "a whole number from %d to %d".formatted(least, most));
  }

  int port(String name, int standard) {
    return Math.toIntExact(number(name, standard, 0, 65_535));
  }

  boolean flag(String name) {
    return text(name)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "1", "yes", "on" -> true;
                  case "false", "0", "no", "off" -> false;
                  default -> throw invalid(name, text, "true or false");
                })
        .orElse(false);
  }

  /// One of an enum's constants, written in lower case.
  <E extends Enum<E>> E choice(String name, Class<E> type, E standard) {
    return text(name).map(text -> choice(name, text, type)).orElse(standard);
  }

  static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    var constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> invalid(name, text, "one of " + lowerCase(constants)));
  }

  private static String lowerCase(List<?> constants) {
    return constants.toString().toLowerCase(Locale.ROOT);
  }

  /// Every file that a variable `NAME_FILE` names: most hold secrets.
  List<Path> files() {
    return variables.keySet().stream()
        .filter(name -> name.endsWith("_FILE"))
        .sorted()
        .flatMap(name -> text(name).stream())
        .map(path -> Path.of(path).toAbsolutePath().normalize())
        .toList();
  }

  /// Absolute paths between commas.
  List<Path> directories(String name) {
    var directories = list(name).stream().map(Path::of).toList();
    directories.stream()
        .filter(directory -> !directory.isAbsolute())
        .findFirst()
        .ifPresent(
            directory -> {
              throw new ConfigurationException(
                  "%s: %s has to be an absolute path".formatted(name, directory));
            });
    return directories;
  }

  /// The parts between commas.
  List<String> list(String name) {
    return text(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /// An absolute http or https address without query and fragment; a slash at its end is dropped.
  Optional<URI> address(String name) {
    return text(name).map(text -> address(name, text));
  }

  static URI address(String name, String text) {
    try {
      var address = URI.create(text.replaceAll("/+$", ""));
      var web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      var plain = address.getRawQuery() == null && address.getRawFragment() == null;
      if (web && plain && address.getHost() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // The same sentence says it.
    }
    throw invalid(name, text, "an address such as https://example.org");
  }

  static ConfigurationException invalid(String name, String text, String expected) {
    return new ConfigurationException(
        "%s is '%s', but has to be %s".formatted(name, text, expected));
  }

  /// Names only: the values may be secret.
  @Override
  public String toString() {
    return "Environment" + variables.keySet();
  }
}
