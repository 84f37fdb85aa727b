package dev.journeyman.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Sends each request to who answers it, after it was recorded.
final class Router implements HttpHandler {
  private final MessagesHandler messages;
  private final ModelsHandler models;
  private final ControlHandler control;
  private final InstantSource clock;
  private final Consumer<RecordedRequest> record;

  Router(
      MessagesHandler messages,
      ModelsHandler models,
      ControlHandler control,
      InstantSource clock,
      Consumer<RecordedRequest> record) {
    this.messages = messages;
    this.models = models;
    this.control = control;
    this.clock = clock;
    this.record = record;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    var exchange = new Exchange(http, Hash.id("req", String.valueOf(System.nanoTime())));
    try {
      route(exchange);
    } catch (ApiError e) {
      exchange.send(e);
    } catch (RuntimeException e) {
      exchange.send(ApiError.of(500, "api_error", "The simulator failed: " + e));
      throw e;
    }
  }

  private void route(Exchange exchange) throws IOException {
    var bytes = exchange.body();
    var path = exchange.path();
    if (path.equals("/_simulator/faults")) {
      control.answer(exchange, bytes);
      return;
    }
    var body = read(bytes);
    record.accept(
        new RecordedRequest(
            exchange.id(), clock.instant(), exchange.method(), path, exchange.headers(), body));
    HeaderRules.check(exchange.headers());
    if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
      models.answer(exchange, path);
      return;
    }
    switch (path) {
      case "/v1/messages" -> messages.answer(exchange, object(exchange, body));
      case "/v1/messages/count_tokens" -> messages.count(exchange, object(exchange, body));
      default -> throw ApiError.notFound("Not found");
    }
  }

  private static ObjectNode object(Exchange exchange, JsonNode body) {
    exchange.requireMethod("POST");
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw ApiError.invalid("The request body is not valid JSON.");
  }

  private static JsonNode read(byte[] bytes) throws IOException {
    try {
      return Json.MAPPER.readTree(bytes);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
