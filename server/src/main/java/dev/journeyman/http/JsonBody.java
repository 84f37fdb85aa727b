package dev.journeyman.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MimeTypes;

/// A request's body, read field by field. A field that is unknown, of the wrong type or over its
/// limit is answered with 400 and its name; null is the same as absent.
record JsonBody(ObjectNode fields, String path) {

  static final int LIMIT = 1 << 20;

  /// Beyond, a number written out is longer than anything that anyone means.
  private static final int MOST_DIGITS = 1000;

  private static final BigDecimal LEAST_AMOUNT = new BigDecimal("0.000001");
  private static final BigDecimal MOST_AMOUNT = new BigDecimal("1000000000");

  /// Reads a body that must be there.
  static JsonBody required(Context context, Set<String> known) {
    var bytes = bytes(context);
    if (bytes.length == 0) {
      throw Problems.bad("A JSON body is required");
    }
    return parse(context, bytes).onlyKnowing(known);
  }

  /// Reads a body that may be left out.
  static JsonBody optional(Context context, Set<String> known) {
    var bytes = bytes(context);
    return bytes.length == 0
        ? new JsonBody(Json.object(), "")
        : parse(context, bytes).onlyKnowing(known);
  }

  Optional<String> text(String name, int longest) {
    return value(name)
        .map(
            node -> {
              require(node.isTextual(), name, "must be a string");
              var text = node.textValue();
              int length = text.codePointCount(0, text.length());
              require(
                  length <= longest,
                  name,
                  "has %d characters, at most %d are possible".formatted(length, longest));
              return text;
            });
  }

  /// A text that says something.
  Optional<String> word(String name, int longest) {
    var text = text(name, longest);
    text.ifPresent(said -> require(!said.isBlank(), name, "must not be empty"));
    return text;
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .map(
            node -> {
              require(node.isBoolean(), name, "must be true or false");
              return node.booleanValue();
            });
  }

  Optional<Long> number(String name, long least, long most) {
    return value(name)
        .map(
            node -> {
              boolean fits =
                  node.isIntegralNumber()
                      && node.canConvertToLong()
                      && node.longValue() >= least
                      && node.longValue() <= most;
              require(fits, name, "must be a whole number from %d to %d".formatted(least, most));
              return node.longValue();
            });
  }

  Optional<BigDecimal> amount(String name) {
    return value(name)
        .map(
            node -> {
              boolean fits =
                  node.isNumber()
                      && node.decimalValue().compareTo(LEAST_AMOUNT) >= 0
                      && node.decimalValue().compareTo(MOST_AMOUNT) <= 0;
              require(fits, name, "must be a number from 0.000001 to 1000000000");
              return node.decimalValue();
            });
  }

  Optional<ObjectNode> object(String name, int largest) {
    return value(name)
        .map(
            node -> {
              require(node.isObject(), name, "must be an object");
              int size = Json.line(node).getBytes(StandardCharsets.UTF_8).length;
              require(
                  size <= largest,
                  name,
                  "has %d bytes, at most %d are possible".formatted(size, largest));
              return (ObjectNode) node;
            });
  }

  Optional<JsonBody> part(String name, Set<String> known) {
    return object(name, LIMIT)
        .map(node -> new JsonBody(node, path + name + ".").onlyKnowing(known));
  }

  Optional<List<String>> texts(String name, int most, int longest) {
    return list(name, most)
        .map(
            nodes -> {
              for (var node : nodes) {
                require(
                    node.isTextual() && node.textValue().length() <= longest,
                    name,
                    "must be a list of strings of at most %d characters".formatted(longest));
              }
              return nodes.stream().map(JsonNode::textValue).toList();
            });
  }

  Optional<List<JsonBody>> parts(String name, int most, Set<String> known) {
    return list(name, most)
        .map(
            nodes -> {
              var parts = new ArrayList<JsonBody>();
              for (var node : nodes) {
                require(node.isObject(), name, "must be a list of objects");
                var at = "%s%s[%d].".formatted(path, name, parts.size());
                parts.add(new JsonBody((ObjectNode) node, at).onlyKnowing(known));
              }
              return parts;
            });
  }

  ApiException bad(String name, String what) {
    return Problems.badField(path + name, "%s%s %s".formatted(path, name, what));
  }

  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(fields.get(name)).filter(node -> !node.isNull());
  }

  private Optional<List<JsonNode>> list(String name, int most) {
    return value(name)
        .map(
            node -> {
              require(
                  node.isArray() && node.size() <= most,
                  name,
                  "must be a list of at most %d".formatted(most));
              var nodes = new ArrayList<JsonNode>();
              node.forEach(nodes::add);
              return nodes;
            });
  }

  private JsonBody onlyKnowing(Set<String> known) {
    for (var name : (Iterable<String>) fields::fieldNames) {
      require(
          known.contains(name), name, "is unknown; known are " + new java.util.TreeSet<>(known));
    }
    return this;
  }

  private void require(boolean holds, String name, String what) {
    if (!holds) {
      throw bad(name, what);
    }
  }

  private static JsonBody parse(Context context, byte[] bytes) {
    requireJson(context);
    try {
      if (Json.parse(bytes) instanceof ObjectNode object) {
        requireStorable(object, "");
        return new JsonBody(object, "");
      }
      throw Problems.bad("The body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw new ApiException(Problem.of(400, "bad-json", "Body is not valid JSON", where(e)));
    } catch (IOException e) {
      throw Problems.bad("The body cannot be read");
    }
  }

  /// What no table can keep, wherever it stands: U+0000, half characters, and numbers that would
  /// fill pages.
  private static void requireStorable(JsonNode node, String at) {
    for (var field : node.properties()) {
      requireStorable(field.getKey(), at.isEmpty() ? "body" : at);
      requireStorable(field.getValue(), at.isEmpty() ? field.getKey() : at + "." + field.getKey());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireStorable(node.get(i), at + "[" + i + "]");
    }
    if (node.isTextual()) {
      requireStorable(node.textValue(), at);
    } else if (node.isNumber() && !node.isIntegralNumber()) {
      var number = node.decimalValue();
      if (Math.max(Math.abs((long) number.scale()), number.precision()) > MOST_DIGITS) {
        throw Problems.badField(at, at + " must be a number of at most 1000 digits");
      }
    }
  }

  private static void requireStorable(String text, String at) {
    if (text.indexOf(0) >= 0) {
      throw Problems.badField(at, at + " must not contain the character U+0000");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw Problems.badField(at, at + " must not contain half of a surrogate pair");
    }
  }

  /// The parser's own words name its classes, so only the place is told.
  private static String where(JsonProcessingException error) {
    var place = error.getLocation();
    return place == null
        ? "The body must be one JSON object"
        : "The body must be one JSON object; line %d, column %d is no part of one"
            .formatted(place.getLineNr(), place.getColumnNr());
  }

  /// A form or text body is what another site can send without asking first, so it is refused.
  private static void requireJson(Context context) {
    var type = Optional.ofNullable(context.contentType()).orElse("");
    var charset = MimeTypes.getCharsetFromContentType(type);
    boolean readable =
        type.split(";")[0].strip().equalsIgnoreCase("application/json")
            && (charset == null || charset.equalsIgnoreCase("utf-8"))
            && context.header("Content-Encoding") == null;
    if (!readable) {
      throw new ApiException(
          Problem.of(
              415,
              "unsupported-media-type",
              "Unsupported media type",
              "Send the body as application/json in UTF-8, not compressed"));
    }
  }

  private static byte[] bytes(Context context) {
    try {
      byte[] bytes = context.req().getInputStream().readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        context.header("Connection", "close");
        throw new ApiException(
            Problem.of(413, "body-too-large", "Body too large", "The body is over 1 MiB")
                .with("field", "body"));
      }
      return bytes;
    } catch (IOException e) {
      throw notRead(context, e);
    }
  }

  private static ApiException notRead(Context context, IOException error) {
    context.header("Connection", "close");
    return error.getCause() instanceof TimeoutException
        ? new ApiException(
            Problem.of(408, "body-timeout", "Body did not come in time", "Send the request again"))
        : Problems.bad("The body cannot be read");
  }
}
