package dev.journeyman.workspace;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where a repository lives: `https://…`, `ssh://…`, `git@host:path`, or an absolute path here.
///
/// @param location as given; never with a password in it
public record RepositorySource(String location) {

  private static final String HOST = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?";
  private static final String PORT = "(?::[0-9]{1,5})?";
  private static final String USER = "(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?";
  private static final String PATH = "/[!-~&&[^\"'`\\\\<>{}|^#?]]+";
  private static final Pattern HTTPS = Pattern.compile("https://" + HOST + PORT + PATH);
  private static final Pattern SSH = Pattern.compile("ssh://" + USER + HOST + PORT + PATH);
  private static final Pattern SCP =
      Pattern.compile(
          "[A-Za-z0-9_][A-Za-z0-9._-]*@" + HOST + ":[A-Za-z0-9_.~/][!-~&&[^:\"'`\\\\]]*");

  /// Throws [IllegalArgumentException] with a sentence for a human for anything else.
  public RepositorySource {
    if (isLocal(location)) {
      checkPath(location);
    } else if (!isRemote(location)) {
      throw new IllegalArgumentException(refusal(location));
    }
  }

  public static RepositorySource of(Path directory) {
    return new RepositorySource(directory.toAbsolutePath().normalize().toString());
  }

  /// Whether this is a directory of this host.
  public boolean isLocal() {
    return isLocal(location);
  }

  Path path() {
    return Path.of(location);
  }

  private static boolean isLocal(String location) {
    return location.startsWith("/");
  }

  private static boolean isRemote(String location) {
    return HTTPS.matcher(location).matches()
        || SSH.matcher(location).matches()
        || SCP.matcher(location).matches();
  }

  private static void checkPath(String location) {
    if (location.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "A path of a repository has no control characters: " + Quoted.of(location));
    }
  }

  private static String refusal(String location) {
    if (location.matches("https://[^/]*@.*")) {
      return "A repository's address must not carry a user or password; configure a credential.";
    }
    return "Not a repository's address: %s; use https://, ssh://, git@host:path or an absolute path"
        .formatted(Quoted.of(location));
  }

  @Override
  public String toString() {
    return location;
  }
}
