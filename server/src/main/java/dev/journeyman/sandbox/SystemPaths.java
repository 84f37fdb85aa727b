package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The parts of the host that every command sees, read-only: programs and libraries, and of `/etc`
/// only what tools need and everybody may know.
final class SystemPaths {

  private static final List<String> TOP = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64");

  private static final List<String> READ_ONLY =
      List.of(
          "/opt",
          "/etc/alternatives",
          "/etc/ca-certificates",
          "/etc/crypto-policies",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/maven",
          "/etc/mime.types",
          "/etc/nsswitch.conf",
          "/etc/pki/ca-trust",
          "/etc/pki/java",
          "/etc/pki/tls/certs",
          "/etc/protocols",
          "/etc/services",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf");

  private SystemPaths() {}

  /// As arguments of bubblewrap; looked up once, they do not change while the service runs.
  static List<String> arguments() {
    var arguments = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
    TOP.forEach(path -> addTop(arguments, Path.of(path)));
    Stream.concat(READ_ONLY.stream(), javaConfiguration())
        .filter(path -> Files.exists(Path.of(path)))
        .forEach(path -> arguments.addAll(List.of("--ro-bind-try", path, path)));
    return List.copyOf(arguments);
  }

  private static void addTop(List<String> arguments, Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        var target = Files.readSymbolicLink(path).toString();
        arguments.addAll(List.of("--symlink", target, path.toString()));
      } else if (Files.isDirectory(path)) {
        arguments.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("The link " + path + " cannot be read", e);
    }
  }

  private static Stream<String> javaConfiguration() {
    try (var found = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
      var paths = new ArrayList<String>();
      found.forEach(path -> paths.add(path.toString()));
      return paths.stream();
    } catch (IOException | DirectoryIteratorException e) {
      return Stream.empty();
    }
  }

  /// The part that shows this path or what it links to, if one does.
  static Optional<Path> showing(Path path) {
    return Stream.of(List.of("/usr"), TOP, READ_ONLY, javaConfiguration().toList())
        .flatMap(List::stream)
        .map(Path::of)
        .filter(part -> path.startsWith(part) || CommandCheck.real(path).startsWith(part))
        .findFirst();
  }

  /// Whether a path is shown anyway.
  static boolean covers(Path path) {
    return path.startsWith("/usr") || path.startsWith("/opt");
  }
}
