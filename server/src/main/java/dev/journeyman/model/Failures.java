package dev.journeyman.model;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the SDK's exceptions as failures.
record Failures(Clock clock) {

  private static final int QUOTED = 500;

  Failure of(Throwable thrown) {
    return switch (thrown) {
      case AnthropicServiceException refused -> error(refused).sorted(refused);
      default -> Failure.retry(network(thrown), thrown);
    };
  }

  private ApiError error(AnthropicServiceException refused) {
    var body = refused.body().convert(JsonNode.class);
    var error = body == null ? Json.MAPPER.missingNode() : body.path("error");
    return new ApiError(
        refused.statusCode(),
        error.path("type").asText(""),
        error.path("message").asText(body == null ? "" : quoted(body)),
        error.path("details").path("error_code").asText(""),
        refused.requestId().orElse(""),
        retryAfter(refused.headers()),
        header(refused.headers(), "x-should-retry").map(Boolean::parseBoolean));
  }

  private static String quoted(JsonNode body) {
    var text = body.isTextual() ? body.asText() : body.toString();
    return text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
  }

  /// A stall that the client ends shows as a closed socket; what lies in between says more.
  private static String network(Throwable thrown) {
    var causes = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    if (causes.stream().anyMatch(SocketTimeoutException.class::isInstance)) {
      return "The model's server kept silent for too long";
    }
    return causes.stream().anyMatch(EOFException.class::isInstance)
        ? "The model's server closed the connection"
        : "The model's server cannot be reached: " + causes.getLast();
  }

  private Optional<Duration> retryAfter(Headers headers) {
    return header(headers, "retry-after-ms")
        .flatMap(Failures::number)
        .map(milliseconds -> Duration.ofMillis(Math.round(milliseconds)))
        .or(() -> header(headers, "retry-after").flatMap(this::secondsOrDate));
  }

  private Optional<Duration> secondsOrDate(String value) {
    return number(value)
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .or(() -> untilDate(value));
  }

  private Optional<Duration> untilDate(String value) {
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      var wait = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String value) {
    try {
      double number = Double.parseDouble(value);
      return number >= 0 && number < 1e12 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> header(Headers headers, String name) {
    return headers.values(name).stream().map(String::strip).findFirst();
  }
}
