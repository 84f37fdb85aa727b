package dev.journeyman.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/// The console's cookie. Over TLS its name makes browsers insist on Secure, our host and the root
/// path (RFC 6265bis, section 4.1.3).
record SessionCookie(boolean secure) {

  String name() {
    return secure ? "__Host-journeyman" : "journeyman";
  }

  Optional<String> read(Context context) {
    return Optional.ofNullable(context.cookie(name())).filter(code -> !code.isEmpty());
  }

  void set(Context context, String code, Duration validity) {
    write(context, code, validity.toSeconds());
  }

  void clear(Context context) {
    write(context, "", 0);
  }

  private void write(Context context, String value, long seconds) {
    context.header(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(name(), value, seconds, secure ? "; Secure" : ""));
  }
}
