package dev.journeyman.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends requests to the API. A redirect is never followed: the token is for this host. Safe for
/// use by many threads.
final class Rest implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  /// @param body an empty object where there was none, or nothing that is JSON
  record Reply(int status, JsonNode body, HttpHeaders headers) {
    boolean succeeded() {
      return status >= 200 && status < 300;
    }
  }

  private final GitHubSettings settings;
  private @Nullable HttpClient client;

  Rest(GitHubSettings settings) {
    this.settings = settings;
  }

  /// Made at the first request: to read all certificates takes longer than to start the service.
  private synchronized HttpClient client() {
    var known = client;
    if (known != null) {
      return known;
    }
    var builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
    settings.certificates().map(Trust::of).ifPresent(builder::sslContext);
    var made = builder.build();
    client = made;
    return made;
  }

  /// @param body null for a request without one
  /// @throws GitHubException a temporary one if there is no answer
  Reply send(String method, String path, @Nullable JsonNode body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(settings.api() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + settings.token())
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("User-Agent", "Journeyman")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      var answer =
          client()
              .send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
      return new Reply(answer.statusCode(), json(answer.body()), answer.headers());
    } catch (IOException e) {
      throw GitHubException.temporary(
          "GitHub at %s cannot be reached (%s)"
              .formatted(settings.api().getHost(), e.getClass().getSimpleName()),
          Optional.empty());
    }
  }

  private static JsonNode json(String text) {
    if (text.isBlank()) {
      return StoredJson.object();
    }
    try {
      return StoredJson.tree(text);
    } catch (IllegalStateException _) {
      return StoredJson.object();
    }
  }

  /// Ends what is under way.
  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
