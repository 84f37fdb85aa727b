package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An error as RFC 9457 writes it. Older clients read `error` and `message`, which repeat title and
/// detail.
///
/// @param slug the last part of the type, such as `task-not-found`
/// @param extra further members
record Problem(
    int status, String slug, String title, Optional<String> detail, Map<String, Object> extra) {

  static Problem of(int status, String slug, String title) {
    return new Problem(status, slug, title, Optional.empty(), Map.of());
  }

  static Problem of(int status, String slug, String title, String detail) {
    return new Problem(status, slug, title, Optional.of(detail), Map.of());
  }

  Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new Problem(status, slug, title, detail, more);
  }

  ObjectNode json(String instance, String requestId) {
    var node = Json.object();
    node.put("type", "/problems/" + slug).put("title", title).put("status", status);
    detail.ifPresent(text -> node.put("detail", text));
    node.put("instance", instance).put("error", title);
    detail.ifPresent(text -> node.put("message", text));
    node.put("requestId", requestId);
    extra.forEach((name, value) -> node.set(name, Json.tree(value)));
    return node;
  }
}
