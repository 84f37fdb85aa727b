package dev.journeyman.app;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/// Writes lines for people to the log, where standard output has no people.
final class LoggedText extends OutputStream {

  private final Logger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LoggedText(Logger log) {
    this.log = log;
  }

  static PrintStream to(Logger log) {
    return new PrintStream(new LoggedText(log), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b != '\n') {
      line.write(b);
      return;
    }
    var text = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    if (!text.isEmpty()) {
      log.info("{}", text);
    }
  }
}
