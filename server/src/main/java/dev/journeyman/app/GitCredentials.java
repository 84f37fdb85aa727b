package dev.journeyman.app;

import dev.journeyman.github.GitHubSettings;
import dev.journeyman.workspace.Credentials;
import dev.journeyman.workspace.Credentials.Token;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what git remotes want to see: `GITHUB_TOKEN`, `GIT_CREDENTIALS` in the format of git's own
/// credential store, an ssh key, and whom to trust.
final class GitCredentials {

  private static final String CREDENTIALS = "GIT_CREDENTIALS";
  private static final String TOKEN_USER = "x-access-token";

  private GitCredentials() {}

  static Credentials from(Environment environment, @Nullable String githubToken, URI githubApi) {
    var tokens = new ArrayList<Token>();
    environment.secret(CREDENTIALS).ifPresent(text -> tokens.addAll(tokens(text)));
    if (githubToken != null) {
      tokens.add(new Token(GitHubSettings.gitHost(githubApi), "/", TOKEN_USER, githubToken));
    }
    return new Credentials(
        tokens,
        file(environment, "GIT_SSH_KEY_FILE"),
        file(environment, "GIT_SSH_KNOWN_HOSTS_FILE"),
        file(environment, "GIT_CA_FILE"));
  }

  private static List<Token> tokens(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(GitCredentials::token)
        .toList();
  }

  /// A wrong line is not repeated: it may hold a secret.
  private static Token token(String line) {
    try {
      var address = URI.create(line);
      var user = String.valueOf(address.getRawUserInfo()).split(":", 2);
      if ("https".equals(address.getScheme()) && address.getHost() != null && user.length == 2) {
        var host =
            address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new Token(host, path, decoded(user[0]), decoded(user[1]));
      }
    } catch (IllegalArgumentException _) {
      // The same sentence says it.
    }
    throw new ConfigurationException(
        CREDENTIALS + ": each line has to be like https://user:token@git.example.org");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Optional<Path> file(Environment environment, String name) {
    var path = environment.text(name).map(Path::of);
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw new ConfigurationException("%s: cannot read %s".formatted(name, path.get()));
    }
    return path.map(Path::toAbsolutePath);
  }
}
