package dev.journeyman.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events, read one after the other. Only their data counts: the type of an event is
/// in its JSON as well.
final class SseStream {

  private final BufferedReader lines;

  SseStream(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 14);
  }

  /// The data of the next event, or empty at the end. An event that the end cuts off counts: if it
  /// is not whole, its JSON tells.
  Optional<String> next() throws IOException {
    var data = new StringBuilder();
    boolean any = false;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && any) {
        return Optional.of(data.toString());
      }
      if (line.startsWith("data:")) {
        data.append(any ? "\n" : "").append(value(line));
        any = true;
      }
    }
    return any ? Optional.of(data.toString()) : Optional.empty();
  }

  private static String value(String line) {
    return line.startsWith("data: ") ? line.substring(6) : line.substring(5);
  }
}
