package dev.journeyman.cli.profile;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.Connection;
import dev.journeyman.cli.connection.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Consumer;

/// Finds out which service is meant, and keeps what `login` was told.
///
/// @param warn hears what is dangerous
public record Connections(Map<String, String> environment, Consumer<String> warn) {

  /// @param url as `--url` gives it, else empty: then `JOURNEYMAN_URL`, then the profile, then this
  ///     machine
  /// @param name of a profile as `--profile` gives it, else empty
  public Connection open(String url, String name) {
    var file = ProfileFile.of(environment);
    var profile = profile(file, name);
    var address = address(url, profile);
    if (Addresses.exposed(address)) {
      warn.accept(
          "Warning: the token crosses the network to %s in the clear. Use https."
              .formatted(address.getHost()));
    }
    return new Connection(
        address, new Credentials(environment, profileFor(address, profile, name), directory(file)));
  }

  /// A token is kept for one address and must not go to another.
  private Profile profileFor(URI address, Profile profile, String name) {
    return address.equals(profile.url()) || !name.isEmpty()
        ? profile
        : new Profile(address, java.util.Optional.empty(), java.util.List.of());
  }

  private Profile profile(ProfileFile file, String name) {
    var found = file.profile(name);
    if (found.isEmpty() && !name.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "There is no profile %s in %s. Make it: ./journeyman login --profile %s --url …"
              .formatted(name, file.path(), name));
    }
    return found.orElse(Profile.NONE);
  }

  private URI address(String url, Profile profile) {
    if (!url.isEmpty()) {
      return Addresses.parse(url);
    }
    var variable = environment.getOrDefault("JOURNEYMAN_URL", "");
    return variable.isBlank() ? profile.url() : Addresses.parse(variable.strip());
  }

  /// A connection with a token that is not kept yet.
  public Connection trial(String url, String name, String token) {
    var file = ProfileFile.of(environment);
    var known = name.isEmpty() ? file.profile("") : file.profile(name);
    var address = address(url, known.orElse(Profile.NONE));
    var checked = Credentials.checked(token, "what was given");
    return new Connection(address, () -> checked);
  }

  /// Keeps a token in a file that only its owner reads, and names it in the configuration file,
  /// whose other content stays as it is.
  ///
  /// @return the configuration file
  public Path keep(URI url, String name, String token) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new CommandException(
          ExitCode.USAGE,
          "A profile's name has letters, digits, _ and -: not \"%s\"".formatted(name));
    }
    var file = ProfileFile.of(environment);
    var known = file.profile(name);
    if (known.isPresent() && !known.get().url().equals(url)) {
      throw new CommandException(
          ExitCode.USAGE,
          "Profile %s belongs to %s. Give this one another name (--profile), or change %s."
              .formatted(name, known.get().url(), file.path()));
    }
    try {
      Files.createDirectories(
          directory(file),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      write(
          directory(file).resolve(known.flatMap(Profile::tokenFile).orElse(name + ".token")),
          token.strip() + "\n");
      if (known.isEmpty()) {
        append(file, name, url);
      }
      return file.path();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The token could not be kept: %s".formatted(e.getMessage()));
    }
  }

  private static void write(Path file, String text) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var directory = file.toAbsolutePath().getParent();
    var fresh = Files.createTempFile(directory, ".token", "", owner);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void append(ProfileFile file, String name, URI url) throws IOException {
    boolean first = !Files.exists(file.path());
    Files.writeString(
        file.path(),
        "%s\n[profiles.%s]\nurl = \"%s\"\ntoken-file = \"%s.token\"\n"
            .formatted(first ? "default = \"" + name + "\"\n" : "", name, url, name),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Path directory(ProfileFile file) {
    return file.path().toAbsolutePath().resolveSibling("");
  }
}
