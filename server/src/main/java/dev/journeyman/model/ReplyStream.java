package dev.journeyman.model;

import com.anthropic.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.telemetry.Carried;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// One answer, read by a virtual thread of its own while the caller waits for its parts. So the
/// caller can be interrupted, whatever thread it is, and its deadline holds even if the server
/// keeps the connection warm; the interrupt of the virtual thread closes the socket.
final class ReplyStream implements AutoCloseable {

  private static final int AHEAD = 256;

  /// What the reading thread hands over.
  private sealed interface Part {
    record Started(String requestId) implements Part {}

    record Data(String json) implements Part {}

    record Ended(String contentType) implements Part {}

    record Broken(Throwable cause) implements Part {}
  }

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(AHEAD);
  private final Failures failures;
  private final Thread reader;
  private volatile boolean finished;

  ReplyStream(Supplier<HttpResponse> exchange, Failures failures) {
    this.failures = failures;
    this.reader = Thread.ofVirtual().name("model-stream").start(Carried.over(() -> read(exchange)));
  }

  private void read(Supplier<HttpResponse> exchange) {
    try (var response = exchange.get()) {
      hand(new Part.Started(response.requestId().orElse("")));
      handOver(response);
      hand(new Part.Ended(contentType(response)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      leave(new Part.Broken(e));
    }
  }

  private void handOver(HttpResponse response) throws IOException, InterruptedException {
    try (InputStream body = new BoundedBody(response.body())) {
      if (contentType(response).startsWith("application/json")) {
        var whole = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        hand(new Part.Data(whole));
        return;
      }
      var events = new SseStream(body);
      for (var data = events.next(); data.isPresent() && !finished; data = events.next()) {
        hand(new Part.Data(data.get()));
      }
    }
  }

  private void hand(Part part) throws InterruptedException {
    if (!finished) {
      parts.put(part);
    }
  }

  private static String contentType(HttpResponse response) {
    return response.headers().values("content-type").stream().findFirst().orElse("");
  }

  private void leave(Part part) {
    try {
      hand(part);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Feeds the reply until it is whole.
  void into(ReplyBuilder reply, Duration limit) throws FailedAttempt, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!reply.whole()) {
      switch (parts.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        case null ->
            throw failed("The deadline passed before the reply was whole", new TimeoutException());
        case Part.Started started -> reply.requestId(started.requestId());
        case Part.Data data -> take(data.json(), reply);
        case Part.Ended(String contentType) -> throw failed(ended(contentType), new EOFException());
        case Part.Broken broken -> throw new FailedAttempt(failures.of(broken.cause()));
      }
    }
    finished = true;
  }

  /// A page of HTML, as the sign-in of a network, is no reply that broke off.
  private static String ended(String contentType) {
    return contentType.startsWith("text/html")
        ? "The model's server answered with a page of HTML; check ANTHROPIC_BASE_URL and the"
            + " proxies on the way"
        : "The reply was cut off before its end";
  }

  private void take(String json, ReplyBuilder reply) throws FailedAttempt {
    if (json.isBlank() || json.equals("[DONE]")) {
      return;
    }
    var event = parsed(json);
    if (event.path("type").asText().equals("error")) {
      throw new FailedAttempt(
          ApiError.inStream(event, reply.requestId()).sorted(new EOFException()));
    }
    reply.add(event);
  }

  private static JsonNode parsed(String json) throws FailedAttempt {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw failed("The reply was garbled: an event is no JSON", e);
    }
  }

  private static FailedAttempt failed(String reason, Throwable cause) {
    return new FailedAttempt(Failure.retry(reason, cause));
  }

  /// After a whole reply the reader meets the end of the stream by itself, so that the connection
  /// serves the next request; otherwise it is cut off.
  @Override
  public void close() {
    if (finished) {
      parts.clear();
    } else {
      reader.interrupt();
    }
  }
}
