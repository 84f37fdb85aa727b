package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A bare HTTP client: it sends what it is given and checks nothing.
final class Client implements AutoCloseable {
  static final String MODEL = "claude-opus-5-5";
  private static final Map<String, String> HEADERS =
      Map.of("anthropic-version", "2023-06-01", "authorization", "Bearer key");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Client(Simulator simulator) {
    this.base = simulator.baseUrl();
  }

  HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> post(JsonNode body, String... moreHeaders) throws IOException {
    var headers = new LinkedHashMap<>(HEADERS);
    for (int i = 0; i < moreHeaders.length; i += 2) {
      headers.put(moreHeaders[i], moreHeaders[i + 1]);
    }
    return send("POST", "/v1/messages", headers, body.toString());
  }

  HttpResponse<String> get(String path) throws IOException {
    return send("GET", path, HEADERS, "");
  }

  /// The reply to a request that must succeed.
  ObjectNode reply(JsonNode body, String... moreHeaders) throws IOException {
    var response = post(body, moreHeaders);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return (ObjectNode) json(response);
  }

  /// The error of a request that must fail, as `STATUS TYPE MESSAGE`.
  String refusal(JsonNode body, String... moreHeaders) throws IOException {
    return refusal(post(body, moreHeaders));
  }

  static String refusal(HttpResponse<String> response) throws IOException {
    var error = json(response).path("error");
    return response.statusCode()
        + " "
        + error.path("type").asText()
        + " "
        + error.path("message").asText();
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  static List<JsonNode> events(String stream) throws IOException {
    var events = new ArrayList<JsonNode>();
    for (var line : stream.lines().toList()) {
      if (line.startsWith("data: ")) {
        events.add(Json.MAPPER.readTree(line.substring("data: ".length())));
      }
    }
    return events;
  }

  static List<String> types(String stream) throws IOException {
    return events(stream).stream().map(Json::type).toList();
  }

  /// A request written loosely: single quotes stand for double ones.
  static ObjectNode json(String loose) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(loose.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ObjectNode asking(String text) {
    var body = json("{'model':'" + MODEL + "','max_tokens':32000,'messages':[]}");
    body.withArray("messages").add(user(text));
    return body;
  }

  static ObjectNode user(String text) {
    return Json.object().put("role", "user").put("content", text);
  }

  /// Appends a reply, and results for its calls, if there are any.
  static void append(ObjectNode body, JsonNode reply, String result) {
    var messages = body.withArray("messages");
    ObjectNode assistant = Json.object().put("role", "assistant");
    messages.add(assistant.set("content", reply.path("content")));
    var results = Json.object().put("role", "user");
    for (var block : reply.path("content")) {
      if (Json.type(block).equals("tool_use")) {
        results
            .withArray("content")
            .add(
                Json.object("tool_result")
                    .put("tool_use_id", block.path("id").asText())
                    .put("content", result));
      }
    }
    messages.add(results.has("content") ? results : user("Go on."));
  }

  @Override
  public void close() {
    http.close();
  }
}
