package dev.journeyman.app;

import dev.journeyman.github.GitHubSettings;
import dev.journeyman.pipeline.DeploySecrets;
import dev.journeyman.workspace.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Systems beside the service; null and false are off.
///
/// @param git what remotes want to see, by host
/// @param deploySecrets what only the deploy stage gets
/// @param logDirectories from which a repository's logs may be shown, whoever may read them
/// @param githubApi the API of GitHub, or of an enterprise server
public record IntegrationSettings(
    @Nullable URI redis,
    @Nullable String githubToken,
    URI githubApi,
    @Nullable Path googleCredentials,
    boolean bigQueryMemory,
    boolean selfImprovement,
    Credentials git,
    DeploySecrets deploySecrets,
    List<Path> logDirectories) {

  private static final String DEPLOY_SECRET = "DEPLOY_SECRET_";
  private static final int SHORTEST_SECRET = 8;
  private static final URI GITHUB = URI.create("https://api.github.com");

  static IntegrationSettings from(Environment environment) {
    var github = environment.secret("GITHUB_TOKEN").orElse(null);
    var githubApi = environment.address("GITHUB_API_URL").orElse(GITHUB);
    var settings =
        new IntegrationSettings(
            environment.secret("REDIS_URL").map(IntegrationSettings::redis).orElse(null),
            github,
            githubApi,
            environment.text("GOOGLE_APPLICATION_CREDENTIALS").map(Path::of).orElse(null),
            environment.flag("ENABLE_BIGQUERY_MEMORY"),
            environment.flag("ENABLE_SELF_IMPROVEMENT"),
            GitCredentials.from(environment, github, githubApi),
            deploySecrets(environment),
            environment.directories("LOG_DIRECTORIES"));
    settings.github();
    return settings;
  }

  /// Empty without a token.
  ///
  /// @throws ConfigurationException if the token would travel in the clear
  Optional<GitHubSettings> github() {
    try {
      return Optional.ofNullable(githubToken)
          .map(token -> new GitHubSettings(githubApi, token, git.authorities()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("GITHUB_API_URL: " + e.getMessage());
    }
  }

  private static DeploySecrets deploySecrets(Environment environment) {
    var secrets = environment.secrets(DEPLOY_SECRET);
    secrets.forEach(
        (name, value) -> {
          if (value.length() < SHORTEST_SECRET) {
            throw new ConfigurationException(
                "%s%s has to be at least %d characters long, so that it can be told from ordinary text and taken out of logs"
                    .formatted(DEPLOY_SECRET, name, SHORTEST_SECRET));
          }
        });
    return new DeploySecrets(secrets);
  }

  Optional<URI> redisAddress() {
    return Optional.ofNullable(redis);
  }

  /// The values that must never be shown.
  Set<String> secrets() {
    var secrets = new HashSet<>(deploySecrets.values().values());
    secrets.addAll(git.secrets());
    Optional.ofNullable(githubToken).ifPresent(secrets::add);
    redisAddress().flatMap(IntegrationSettings::password).ifPresent(secrets::add);
    return secrets;
  }

  /// What stands behind the colon before the host.
  private static Optional<String> password(URI address) {
    return Optional.ofNullable(address.getUserInfo())
        .map(user -> user.substring(user.indexOf(':') + 1))
        .filter(password -> password.length() >= SHORTEST_SECRET);
  }

  /// It may hold a password, which the error does not repeat.
  private static URI redis(String text) {
    if (!text.matches("rediss?://\\S+")) {
      throw new ConfigurationException(
          "REDIS_URL has to be an address such as redis://host:6379 or rediss://host:6380");
    }
    return URI.create(text);
  }

  @Override
  public String toString() {
    return "IntegrationSettings[redis=%s, github=%s, bigQueryMemory=%s, selfImprovement=%s]"
        .formatted(redis != null, githubToken != null, bigQueryMemory, selfImprovement);
  }
}
