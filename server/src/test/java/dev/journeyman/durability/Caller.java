package dev.journeyman.durability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Calls services as an administrator who does not give up: a service that is away, or says that it
/// cannot just now, is asked again, whichever it is by then.
public final class Caller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// An answer of the API.
  public record Answer(int status, JsonNode body) {
    public String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<ServiceProcess> service;
  private final String token;

  /// @param service whom to call, asked anew for each try
  public Caller(String user, Supplier<ServiceProcess> service) {
    this.service = service;
    this.token = ServiceProcess.token(user);
  }

  public Answer get(String path) throws InterruptedException {
    return persist(() -> request(path).build());
  }

  public Answer post(String path, Object body) throws InterruptedException {
    return post(path, body, Map.of("Prefer", "wait=0"));
  }

  public Answer post(String path, Object body, Map<String, String> headers)
      throws InterruptedException {
    return persist(
        () -> {
          var request = request(path).header("Content-Type", "application/json");
          headers.forEach(request::header);
          return request.POST(BodyPublishers.ofString(StoredJson.write(body))).build();
        });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.get().address("/api/autonomous" + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private Answer persist(Supplier<HttpRequest> request) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var last = "no answer";
      try {
        HttpResponse<String> response = http.send(request.get(), BodyHandlers.ofString());
        if (response.statusCode() < 500 && !inFlight(response)) {
          var text = response.body().isEmpty() ? "{}" : response.body();
          return new Answer(response.statusCode(), StoredJson.tree(text));
        }
        last = response.statusCode() + " " + response.body();
      } catch (IOException e) {
        last = String.valueOf(e);
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The service does not come back: " + last);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /// The first try may still be under way when the second comes.
  private static boolean inFlight(HttpResponse<String> response) {
    return response.statusCode() == 409 && response.body().contains("request-in-flight");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
