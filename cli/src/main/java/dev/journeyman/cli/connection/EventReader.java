package dev.journeyman.cli.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads server-sent events (HTML standard, section 9.2). One thread reads; any may close or ask
/// how long it has been silent.
final class EventReader implements AutoCloseable {

  private final InputStream body;
  private final BufferedReader lines;
  private volatile long heard = System.nanoTime();

  EventReader(InputStream body) {
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /// Waits for the next event; empty at the end of the stream. An event that is cut off by the end
  /// is not given out.
  Optional<ServerEvent> next() throws IOException {
    var id = "";
    var name = "";
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      heard = System.nanoTime();
      if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new ServerEvent(id, name, data.toString()));
      }
      int colon = line.indexOf(':');
      var field = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {
          // A comment, which is the server's heartbeat, or a field that we do not use.
        }
      }
    }
    return Optional.empty();
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
