package dev.journeyman.simulator;

import java.io.IOException;

/// Faults that answer in place of the model.
final class HttpFaults {
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to this network</body></html>";

  private HttpFaults() {}

  static ApiError overloaded() {
    return ApiError.of(529, "overloaded_error", "Overloaded");
  }

  /// Answers with the fault, if it is of this kind.
  ///
  /// @return whether the request is answered
  static boolean answer(Exchange exchange, Fault fault, int window) throws IOException {
    return switch (fault.kind()) {
      case RATE_LIMIT ->
          refuse(
              exchange,
              fault,
              429,
              "rate_limit_error",
              "This request would exceed your organization's rate limit.");
      case OVERLOADED -> refuse(exchange, fault, 529, "overloaded_error", "Overloaded");
      case API_ERROR -> refuse(exchange, fault, 500, "api_error", "Internal server error");
      case AUTHENTICATION ->
          refuse(exchange, fault, 401, "authentication_error", "invalid x-api-key");
      case BILLING ->
          refuse(exchange, fault, 402, "billing_error", "Your credit balance is too low.");
      case PERMISSION ->
          refuse(
              exchange,
              fault,
              403,
              "permission_error",
              "Your API key does not have permission to use the specified resource.");
      case TIMEOUT -> refuse(exchange, fault, 504, "timeout_error", "Request timed out");
      case PROMPT_TOO_LONG ->
          refuse(
              exchange,
              fault,
              400,
              "invalid_request_error",
              "prompt is too long: %d tokens > %d maximum".formatted(window + 1, window));
      case HTML -> {
        exchange.send(200, "text/html; charset=utf-8", PAGE);
        yield true;
      }
      case RESET -> throw new ConnectionLost();
      default -> false;
    };
  }

  private static boolean refuse(
      Exchange exchange, Fault fault, int status, String type, String message) throws IOException {
    boolean mayWait = status == 429 || status == 529;
    if (mayWait && fault.retryAfter().isPositive()) {
      exchange.header("retry-after", String.valueOf(fault.retryAfter().toSeconds()));
    }
    exchange.send(ApiError.of(status, type, message));
    return true;
  }
}
