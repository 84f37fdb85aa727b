package dev.journeyman.cli.profile;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Finds the token: `JOURNEYMAN_TOKEN`, the file that `JOURNEYMAN_TOKEN_FILE` names, the profile's
/// command, the profile's file; the first there is. Never an argument, which every user of the
/// machine could read.
record Credentials(Map<String, String> environment, Profile profile, Path directory)
    implements Supplier<String> {

  private static final int SECONDS = 60;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  @Override
  public String get() {
    var given = environment.getOrDefault("JOURNEYMAN_TOKEN", "");
    var file = environment.getOrDefault("JOURNEYMAN_TOKEN_FILE", "");
    if (!given.isBlank()) {
      return checked(given, "JOURNEYMAN_TOKEN");
    }
    if (!file.isBlank()) {
      return fromFile(Path.of(file));
    }
    if (!profile.tokenCommand().isEmpty()) {
      return fromCommand();
    }
    return profile
        .tokenFile()
        .map(name -> fromFile(directory.resolve(name)))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.UNAUTHORIZED,
                    "There is no token. On the service's own machine: ./journeyman token | ./journeyman login; or set JOURNEYMAN_TOKEN."));
  }

  private String fromCommand() {
    var name = profile.tokenCommand().getFirst();
    try {
      var process =
          new ProcessBuilder(profile.tokenCommand())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .start();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw refused("The token command %s failed; try it by hand.".formatted(name));
      }
      return checked(printed, "what %s printed".formatted(name));
    } catch (IOException e) {
      throw refused("The token command %s did not run: %s.".formatted(name, e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted.");
    }
  }

  private static String fromFile(Path file) {
    try {
      var permissions = Files.getPosixFilePermissions(file.toRealPath(), LinkOption.NOFOLLOW_LINKS);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        throw refused("Others may read the token file %s: chmod 600 %s".formatted(file, file));
      }
      return checked(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw refused("The token file %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  /// A token goes into a header, so a line end in it would be one too many.
  static String checked(String token, String origin) {
    var stripped = token.strip();
    if (!stripped.matches("[A-Za-z0-9._~+/=-]{1,16384}")) {
      throw refused(
          "No token in %s: one is a single word of letters, digits and dots.".formatted(origin));
    }
    return stripped;
  }

  private static CommandException refused(String message) {
    return new CommandException(ExitCode.UNAUTHORIZED, message);
  }
}
