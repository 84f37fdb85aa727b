package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One HTTP exchange: the request's parts, and ways to answer it.
///
/// @param id the request id, sent back as `request-id`
record Exchange(HttpExchange http, String id) {
  private static final int MAXIMUM_BYTES = 32 * 1024 * 1024;

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  byte[] body() throws IOException {
    var bytes = http.getRequestBody().readNBytes(MAXIMUM_BYTES + 1);
    if (bytes.length > MAXIMUM_BYTES) {
      throw ApiError.of(413, "request_too_large", "Request exceeds the maximum size");
    }
    return bytes;
  }

  void requireMethod(String method) {
    if (!method().equals(method)) {
      throw ApiError.of(405, "invalid_request_error", "Method Not Allowed");
    }
  }

  void header(String name, String value) {
    http.getResponseHeaders().set(name, value);
  }

  void send(int status, JsonNode body) throws IOException {
    send(status, "application/json", Json.write(body));
  }

  void send(int status, String type, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    open(status, type, bytes.length).write(bytes);
    http.close();
  }

  void send(ApiError error) throws IOException {
    ObjectNode body = error.body(id);
    send(error.status(), body);
  }

  /// Sends the head of an answer.
  ///
  /// @param length of the body in bytes; 0 if it is not known
  OutputStream open(int status, String type, long length) throws IOException {
    header("Content-Type", type);
    header("request-id", id);
    header("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    http.sendResponseHeaders(status, length);
    return http.getResponseBody();
  }
}
