package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Reads a stream of events as a browser does.
final class StreamReader implements AutoCloseable {

  /// One event; the whole of a comment or `retry` is in `data`, with `:` or `retry` as its name.
  record Event(String id, String name, String data) {

    static final Event CLOSED = new Event("", "closed", "");

    JsonNode json() {
      return StoredJson.tree(data);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  StreamReader(int port, String path, Optional<String> token, String... headers) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      response = http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// The next event that is neither comment nor `retry`.
  Event next() {
    return next(false);
  }

  /// The next thing of any kind.
  Event nextOfAll() {
    return next(true);
  }

  private Event next(boolean all) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try {
      while (true) {
        var event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(event).as("an event within 30 s").isNotNull();
        if (all || !(event.name().equals(":") || event.name().equals("retry"))) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void read() {
    try (var reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var id = "";
      var name = "message";
      var data = "";
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(":")) {
          events.add(new Event("", ":", line.substring(1).strip()));
        } else if (line.startsWith("retry: ")) {
          events.add(new Event("", "retry", line.substring(7)));
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(id, name, data));
          id = "";
          name = "message";
          data = "";
        }
      }
    } catch (IOException _) {
      // The connection is gone, as the end below says.
    }
    events.add(Event.CLOSED);
  }
}
