package dev.journeyman.sandbox.proxy;

/// A request that is not let through, with what the client is told.
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  private RefusedException(int status, String reason) {
    super(reason);
    this.status = status;
  }

  static RefusedException badRequest(String reason) {
    return new RefusedException(400, reason);
  }

  static RefusedException forbidden(String reason) {
    return new RefusedException(403, reason);
  }

  static RefusedException lengthRequired() {
    return new RefusedException(411, "A body needs a Content-Length");
  }

  static RefusedException unreachable(String reason) {
    return new RefusedException(502, reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /// The whole answer; the connection is closed after it.
  String response() {
    var body = reason() + "\n";
    return "HTTP/1.1 %d %s\r\nX-Proxy-Error: %s\r\nContent-Type: text/plain\r\n"
            .formatted(status, status == 403 ? "Forbidden" : "Refused", reason())
        + "Content-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(body.length(), body);
  }
}
