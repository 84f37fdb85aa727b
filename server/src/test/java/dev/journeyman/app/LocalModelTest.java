package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.journeyman.database.StoredJson;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A whole task with a model on a server of one's own, which knows nothing of caches, thinking,
/// effort, betas, models or counting.
class LocalModelTest {

  private static final List<String> EXTRAS =
      List.of("cache_control", "\"thinking\"", "output_config", "tool_choice", "\"compaction\"");

  @Test
  void aTaskIsDoneWithNothingConfiguredButAddressAndName() throws Exception {
    try (var local = new LocalServer();
        var service =
            TestService.start(
                Script.none(),
                Map.of(
                    "ANTHROPIC_BASE_URL", local.url(),
                    "ANTHROPIC_API_KEY", "",
                    "JOURNEYMAN_MODEL", "qwen3-coder"))) {
      var id = service.submit(service.repository(TestRepository.VERIFY), "Write a note", Map.of());
      var task = service.rest(id);
      assertThat(task.path("status").textValue()).as("%s", task).isEqualTo("pending_approval");
      assertThat(task.path("costUsd").isNumber()).as("its price is unknown, not zero").isFalse();
      assertThat(task.at("/usage/outputTokens").asLong()).isPositive();
      assertThat(local.refused).isEmpty();
    }
  }

  /// Refuses all extras, and has a simulator answer what is left.
  private static final class LocalServer implements AutoCloseable {

    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;
    private final HttpServer server;

    LocalServer() throws IOException {
      simulator = Simulator.start(0, WholeWayTest.script());
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try (exchange) {
        var extra = EXTRAS.stream().filter(body::contains).findFirst();
        boolean beta = exchange.getRequestHeaders().containsKey("anthropic-beta");
        if (!exchange.getRequestURI().getPath().equals("/v1/messages")
            || extra.isPresent()
            || beta) {
          refused.add(exchange.getRequestURI() + " " + extra);
          answer(exchange, 400, "application/json", "{\"error\":\"not supported\"}");
        } else {
          pass(exchange, body);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /// The simulator knows models of the provider only; one that does not think is closest.
    private void pass(HttpExchange exchange, String body) throws IOException, InterruptedException {
      var json = ((ObjectNode) StoredJson.tree(body)).put("model", "claude-haiku-4-5");
      var request =
          HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v1/messages"))
              .header("Authorization", "Bearer local")
              .header("anthropic-version", "2026-10-21")
              .POST(HttpRequest.BodyPublishers.ofString(StoredJson.write(json)));
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer(exchange, response.statusCode(), "text/event-stream", response.body());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
        throws IOException {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
      server.stop(0);
      simulator.close();
      http.close();
    }
  }
}
