package dev.journeyman.app;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Systems beside the service; null and false are off.
///
/// @param githubApi the API of GitHub, or of an enterprise server
public record IntegrationSettings(
    @Nullable URI redis,
    @Nullable String githubToken,
    URI githubApi,
    @Nullable Path googleCredentials,
    boolean bigQueryMemory,
    boolean selfImprovement) {

  private static final URI GITHUB = URI.create("https://api.github.com");

  static IntegrationSettings from(Environment environment) {
    return new IntegrationSettings(
        environment.secret("REDIS_URL").map(IntegrationSettings::redis).orElse(null),
        environment.secret("GITHUB_TOKEN").orElse(null),
        environment.address("GITHUB_API_URL").orElse(GITHUB),
        environment.text("GOOGLE_APPLICATION_CREDENTIALS").map(Path::of).orElse(null),
        environment.flag("ENABLE_BIGQUERY_MEMORY"),
        environment.flag("ENABLE_SELF_IMPROVEMENT"));
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
