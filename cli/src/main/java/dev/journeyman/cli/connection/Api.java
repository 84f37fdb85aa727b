package dev.journeyman.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Calls the service. Any thread; every method may throw a [CommandException] that says what is
/// wrong.
public final class Api implements AutoCloseable {

  private static final String BASE = "/api/autonomous";

  /// The service answers after at most 60 s, also where it waits for a landing.
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final Duration LONGEST_RUN = Duration.ofHours(2);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final int LONGEST_WAIT_SECONDS = 30;

  /// An answer below 400.
  public record Answer(int status, JsonNode body) {}

  private final Connection connection;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1).build();

  public Api(Connection connection) {
    this.connection = connection;
  }

  /// @param path below the API's base, such as `/tasks`
  public JsonNode get(String path) {
    return json(send(request(BASE + path).GET().build())).body();
  }

  /// Who the token says we are.
  public JsonNode session() {
    return json(send(request("/api/session").GET().build())).body();
  }

  /// What also tells more with an error status: a health report.
  public Answer report(String path) {
    var response = exchange(request(BASE + path).GET().build());
    if (response.statusCode() != 503) {
      throwIfRefused(response);
    }
    return json(response);
  }

  public String text(String path) {
    return send(request(BASE + path).GET().build()).body();
  }

  /// Reads a long answer line by line, as it comes.
  public void lines(String path, Consumer<String> each) {
    try {
      var response = http.send(request(BASE + path).GET().build(), BodyHandlers.ofLines());
      try (var lines = response.body()) {
        if (response.statusCode() >= 300) {
          throw Refusals.of(response.statusCode(), lines.collect(Collectors.joining("\n")));
        }
        lines.forEach(each);
      }
    } catch (IOException e) {
      throw unreachable(e);
    } catch (UncheckedIOException e) {
      throw unreachable(new IOException("the connection broke", e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted.");
    }
  }

  public Answer post(String path, JsonNode body) {
    return post(path, body, Map.of());
  }

  public Answer post(String path, JsonNode body, Map<String, String> headers) {
    return json(send(withBody("POST", path, body, headers)));
  }

  /// For what takes as long as the commands of a repository do.
  public JsonNode runAndWait(String path) {
    var request = request(BASE + path).timeout(LONGEST_RUN).POST(BodyPublishers.noBody()).build();
    return json(send(request)).body();
  }

  public JsonNode patch(String path, JsonNode body) {
    return json(send(withBody("PATCH", path, body, Map.of()))).body();
  }

  public Answer delete(String path) {
    return json(send(request(BASE + path).DELETE().build()));
  }

  /// Opens a stream of server-sent events. The caller closes the body.
  ///
  /// @param lastEventId empty to start at the beginning
  /// @throws IOException if the service does not answer, so that the caller may try again
  HttpResponse<InputStream> open(String path, String lastEventId)
      throws IOException, InterruptedException {
    var request = request(BASE + path).header("Accept", "text/event-stream").timeout(CONNECT);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = http.send(request.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() < 300) {
      return response;
    }
    try (var body = response.body()) {
      var said = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (response.statusCode() == 429 || response.statusCode() >= 500) {
        throw new IOException("the service answered " + response.statusCode());
      }
      throw Refusals.of(response.statusCode(), said);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(connection.resolve(path))
        .timeout(PATIENCE)
        .header("User-Agent", "journeyman-cli")
        .header("Authorization", "Bearer " + connection.token().get());
  }

  private HttpRequest withBody(
      String method, String path, JsonNode body, Map<String, String> headers) {
    var request =
        request(BASE + path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()));
    headers.forEach(request::header);
    return request.build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    var response = exchange(request);
    for (int attempt = 1; response.statusCode() == 429 && attempt < ATTEMPTS; attempt++) {
      pause(response);
      response = exchange(request);
    }
    throwIfRefused(response);
    return response;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted.");
    }
  }

  /// What to say when nothing answers.
  CommandException unreachable(IOException reason) {
    return new CommandException(
        ExitCode.UNREACHABLE,
        "%s does not answer (%s). Is the service running there (./journeyman serve)? --url, JOURNEYMAN_URL or a profile names another place."
            .formatted(connection.url(), Reasons.of(reason)));
  }

  private static void pause(HttpResponse<String> response) {
    long seconds = response.headers().firstValue("Retry-After").map(Api::seconds).orElse(1L);
    try {
      TimeUnit.SECONDS.sleep(Math.clamp(seconds, 1, LONGEST_WAIT_SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted.");
    }
  }

  private static long seconds(String header) {
    return header.matches("\\d{1,6}") ? Long.parseLong(header) : 1;
  }

  private static void throwIfRefused(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw Refusals.of(response.statusCode(), response.body());
    }
  }

  private static Answer json(HttpResponse<String> response) {
    var body = response.body().isEmpty() ? Json.object() : Json.parse(response.body());
    return new Answer(response.statusCode(), body);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
