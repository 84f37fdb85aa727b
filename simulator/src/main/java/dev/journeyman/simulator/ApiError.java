package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An answer that refuses a request, in the API's own words.
final class ApiError extends RuntimeException {
  private final int status;
  private final String type;
  private final String code;

  private ApiError(int status, String type, String message, String code) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }

  static ApiError of(int status, String type, String message) {
    return new ApiError(status, type, message, "");
  }

  static ApiError invalid(String message) {
    return of(400, "invalid_request_error", message);
  }

  /// A refusal that also carries `error.details.error_code`.
  static ApiError invalid(String message, String code) {
    return new ApiError(400, "invalid_request_error", message, code);
  }

  static ApiError notFound(String message) {
    return of(404, "not_found_error", message);
  }

  static void invalidIf(boolean wrong, String message) {
    if (wrong) {
      throw invalid(message);
    }
  }

  int status() {
    return status;
  }

  ObjectNode body(String requestId) {
    var error = Json.object(type).put("message", getMessage());
    if (!code.isEmpty()) {
      error.putObject("details").put("error_code", code);
    }
    var body = Json.object("error");
    body.set("error", error);
    return body.put("request_id", requestId);
  }
}
