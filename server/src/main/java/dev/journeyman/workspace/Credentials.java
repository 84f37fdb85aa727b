package dev.journeyman.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What this instance shows to git remotes. Given to git in its environment only: neither a command
/// line nor a configuration file ever holds a secret.
///
/// @param sshKey the private key for ssh remotes; empty leaves ssh to what its user has
/// @param knownHosts the host keys to trust; empty leaves that to ssh as well
/// @param authorities a PEM file of those to trust over https; empty leaves it to the system's
public record Credentials(
    List<Token> tokens,
    Optional<Path> sshKey,
    Optional<Path> knownHosts,
    Optional<Path> authorities) {

  public static final Credentials NONE =
      new Credentials(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern HTTPS = Pattern.compile("https://([^/]+)(/.*)");

  /// For one https host.
  ///
  /// @param host with its port, if it has one
  /// @param path below which it is shown; `/` for the whole host
  public record Token(String host, String path, String user, String secret) {

    private boolean fits(String otherHost, String otherPath) {
      var below = path.endsWith("/") ? path : path + "/";
      return host.equalsIgnoreCase(otherHost)
          && (otherPath.startsWith(below) || otherPath.equals(path));
    }

    private String header() {
      var pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Token[host=%s, path=%s, user=%s]".formatted(host, path, user);
    }
  }

  public Credentials {
    tokens = List.copyOf(tokens);
  }

  /// The secrets themselves, for redaction.
  public Set<String> secrets() {
    return tokens.stream().map(Token::secret).collect(Collectors.toSet());
  }

  /// git that can show itself to this source.
  Git apply(Git git, RepositorySource source) {
    if (source.isLocal()) {
      return git;
    }
    var https = HTTPS.matcher(source.location());
    if (!https.matches()) {
      return overSsh(git);
    }
    return tokens.stream()
        .filter(token -> token.fits(https.group(1), https.group(2)))
        .max(Comparator.comparingInt(token -> token.path().length()))
        .map(token -> withHeader(trusting(git), https.group(1), token))
        .orElseGet(() -> trusting(git));
  }

  private Git trusting(Git git) {
    return authorities.map(file -> git.variable("GIT_SSL_CAINFO", file.toString())).orElse(git);
  }

  private static Git withHeader(Git git, String host, Token token) {
    return git.variable("GIT_CONFIG_COUNT", "1")
        .variable("GIT_CONFIG_KEY_0", "http.https://%s/.extraHeader".formatted(host))
        .variable("GIT_CONFIG_VALUE_0", token.header());
  }

  private Git overSsh(Git git) {
    if (sshKey.isEmpty() && knownHosts.isEmpty()) {
      return git;
    }
    var command = new StringBuilder(GitEnvironment.SSH);
    sshKey.ifPresent(key -> command.append(" -oIdentitiesOnly=yes -i ").append(quoted(key)));
    knownHosts.ifPresent(
        file ->
            command
                .append(" -oStrictHostKeyChecking=yes -oUserKnownHostsFile=")
                .append(quoted(file)));
    return git.variable("GIT_SSH_COMMAND", command.toString());
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
