package dev.journeyman.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.journeyman.agent.tool.Redaction;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets the log up as configured: to standard error, so that standard output belongs to the
/// command. What libraries log in the JDK's way goes there, too, and so does what ends a thread.
final class LogSetup {

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %X{taskId} %msg%n";

  private LogSetup() {}

  /// Before the configuration is read: only what goes wrong.
  static void early() {
    apply(new LogSettings(LogSettings.Level.WARN, LogSettings.Format.TEXT), Redaction.NONE);
  }

  static void apply(Configuration configuration) {
    apply(configuration.log(), Redaction.of(configuration.secrets()));
  }

  /// @param redaction takes out of every line what must not be there
  static void apply(LogSettings settings, Redaction redaction) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(redacting(encoder(settings.format(), context), redaction));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger("dev.journeyman").setLevel(Level.valueOf(settings.level().name()));
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> root.error("Thread {} ended", thread.getName(), error));
  }

  private static Encoder<ILoggingEvent> redacting(
      Encoder<ILoggingEvent> lines, Redaction redaction) {
    var encoder = new RedactingEncoder(lines, redaction);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> encoder(LogSettings.Format format, LoggerContext context) {
    return switch (format) {
      case TEXT -> {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        yield encoder;
      }
    };
  }
}
