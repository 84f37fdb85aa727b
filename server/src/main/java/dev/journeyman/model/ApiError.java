package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An error that the server put in words, as a status or in mid-stream.
///
/// @param status the HTTP status; for an error in mid-stream, the one its type stands for
/// @param type such as `overloaded_error`; empty if the server gave none
/// @param code such as `enforced_spend_limit_reached`; empty if the server gave none
/// @param shouldRetry what the server says about trying again
record ApiError(
    int status,
    String type,
    String message,
    String code,
    String requestId,
    Optional<Duration> retryAfter,
    Optional<Boolean> shouldRetry) {

  private static final Duration RAMP_PAUSE = Duration.ofSeconds(15);

  private static final Set<String> SPENT =
      Set.of("contract_spend_limit_reached", "enforced_spend_limit_reached");

  private static final Map<String, Integer> STATUS_OF_TYPE =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("authentication_error", 401),
          Map.entry("billing_error", 402),
          Map.entry("permission_error", 403),
          Map.entry("not_found_error", 404),
          Map.entry("request_too_large", 413),
          Map.entry("rate_limit_error", 429),
          Map.entry("timeout_error", 504),
          Map.entry("overloaded_error", 529));

  /// An error event. A type that is not known here counts as the server's own trouble.
  static ApiError inStream(JsonNode event, String requestId) {
    var error = event.path("error");
    var type = error.path("type").asText("");
    return new ApiError(
        STATUS_OF_TYPE.getOrDefault(type, 500),
        type,
        error.path("message").asText(""),
        error.path("details").path("error_code").asText(""),
        event.path("request_id").asText(requestId),
        Optional.empty(),
        Optional.empty());
  }

  Failure sorted(Throwable cause) {
    return new Failure(remedy(), reason(), pause(remedy()), cause);
  }

  private Failure.Remedy remedy() {
    if (status == 401 || status == 402 || status == 403 || SPENT.contains(code)) {
      return Failure.Remedy.ASK_OPERATOR;
    }
    if (status == 413 || tooLong()) {
      return Failure.Remedy.SHORTEN;
    }
    if (status == 400 && thinkingRefused()) {
      return Failure.Remedy.STRIP_THINKING;
    }
    boolean passing = status == 408 || status == 409 || status == 429 || status >= 500;
    if (shouldRetry.orElse(passing)) {
      return Failure.Remedy.RETRY;
    }
    return passing ? Failure.Remedy.GIVE_UP_FOR_NOW : Failure.Remedy.GIVE_UP;
  }

  private boolean tooLong() {
    return status == 400 && message.contains("prompt is too long");
  }

  private boolean thinkingRefused() {
    return (message.contains("`signature`") && message.contains("`thinking`"))
        || message.contains("`redacted_thinking` blocks in the latest assistant message");
  }

  private Optional<Duration> pause(Failure.Remedy remedy) {
    if (remedy != Failure.Remedy.RETRY) {
      return Optional.empty();
    }
    return code.equals("ramp_limit_exceeded")
        ? retryAfter.or(() -> Optional.of(RAMP_PAUSE))
        : retryAfter;
  }

  private String reason() {
    return "The model's server answered %d%s%s%s"
        .formatted(
            status,
            type.isEmpty() ? "" : " " + type,
            message.isEmpty() ? "" : ": " + message,
            requestId.isEmpty() ? "" : " (request " + requestId + ")");
  }
}
