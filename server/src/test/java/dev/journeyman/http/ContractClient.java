package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/// Speaks HTTP to the service and holds each answer, and each request that succeeded, against the
/// contract.
final class ContractClient {

  private static final OpenApiInteractionValidator CONTRACT =
      OpenApiInteractionValidator.createFor("/openapi.yaml").build();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// What came back.
  record Answer(int status, String body, HttpResponse<String> response) {

    JsonNode json() {
      return StoredJson.tree(body);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private final int port;
  private final Optional<String> token;

  ContractClient(int port, Optional<String> token) {
    this.port = port;
    this.token = token;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, Optional.empty(), headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, Optional.of(body), headers);
  }

  Answer patch(String path, String body, String... headers) {
    return send("PATCH", path, Optional.of(body), headers);
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, Optional.empty(), headers);
  }

  /// Reads what is no part of the contract.
  Answer outside(String path) {
    return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
  }

  /// @param headers names and values in turn; a `Content-Type` given here replaces the usual one
  Answer send(String method, String path, Optional<String> body, String... headers) {
    var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    token.ifPresent(known -> builder.header("Authorization", "Bearer " + known));
    if (body.isPresent() && !List.of(headers).contains("Content-Type")) {
      builder.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    var request =
        builder
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()))
            .build();
    var answer = exchange(request);
    if (!method.equals("HEAD") && !method.equals("OPTIONS")) {
      validate(request, body, answer);
    }
    return answer;
  }

  private static Answer exchange(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void validate(HttpRequest request, Optional<String> body, Answer answer) {
    var path = request.uri().getPath();
    var response = new SimpleResponse.Builder(answer.status());
    if (!answer.body().isEmpty()) {
      response.withBody(answer.body());
    }
    answer.response().headers().map().forEach(response::withHeader);
    var sent = new SimpleRequest.Builder(request.method(), path);
    request.headers().map().forEach(sent::withHeader);
    body.ifPresent(sent::withBody);
    query(request.uri(), sent);
    var report =
        answer.status() < 400
            ? CONTRACT.validate(sent.build(), response.build())
            : CONTRACT.validateResponse(
                path,
                com.atlassian.oai.validator.model.Request.Method.valueOf(request.method()),
                response.build());
    assertThat(messages(report, answer.status()))
        .as("%s %s -> %d %s", request.method(), request.uri(), answer.status(), answer.body())
        .isEmpty();
  }

  private static void query(URI uri, SimpleRequest.Builder sent) {
    Optional.ofNullable(uri.getQuery())
        .ifPresent(
            query -> {
              for (var pair : query.split("&")) {
                var parts = pair.split("=", 2);
                sent.withQueryParam(parts[0], parts.length > 1 ? parts[1] : "");
              }
            });
  }

  /// An address or method that is not in the contract may only be refused.
  private static List<String> messages(ValidationReport report, int status) {
    return report.getMessages().stream()
        .filter(
            message ->
                status < 400
                    || !(message.getKey().equals("validation.request.path.missing")
                        || message.getKey().equals("validation.request.operation.notAllowed")))
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }
}
