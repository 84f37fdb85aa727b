package dev.journeyman.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.journeyman.agent.tool.Redaction;
import java.nio.charset.StandardCharsets;

/// Takes the values of the service's secrets out of the lines that another encoder writes.
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {

  private final Encoder<ILoggingEvent> lines;
  private final Redaction redaction;

  RedactingEncoder(Encoder<ILoggingEvent> lines, Redaction redaction) {
    this.lines = lines;
    this.redaction = redaction;
  }

  @Override
  public byte[] headerBytes() {
    return lines.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new String(lines.encode(event), StandardCharsets.UTF_8);
    return redaction.of(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return lines.footerBytes();
  }
}
