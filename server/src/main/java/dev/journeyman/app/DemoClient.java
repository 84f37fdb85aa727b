package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;

/// Calls the service as any client would, over HTTP.
final class DemoClient implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String token;

  DemoClient(int port, String token) {
    this.base = "http://127.0.0.1:%d/api/autonomous".formatted(port);
    this.token = token;
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return json(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(StoredJson.write(body)))
            .build());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json(request(path).build());
  }

  String text(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  /// Follows a task's stream; each state goes to `watcher` until it says that it has seen enough.
  void follow(String task, Predicate<JsonNode> watcher) throws IOException, InterruptedException {
    var response = http.send(request("/stream/" + task).build(), BodyHandlers.ofLines());
    try (var lines = response.body()) {
      for (var line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("data: ") && watcher.test(StoredJson.tree(line.substring(6)))) {
          return;
        }
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s answered %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  response.body()));
    }
    return StoredJson.tree(response.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
