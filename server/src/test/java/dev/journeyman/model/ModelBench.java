package dev.journeyman.model;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A model before a scripted server. Nobody waits: sleeping moves the clock.
final class ModelBench implements AfterEachCallback {

  static final String MODEL = "claude-sonnet-5-5";
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  final RecordingServer server = new RecordingServer();
  final List<Duration> slept = new ArrayList<>();
  final Heard heard = new Heard();
  private Instant now = NOON;

  final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  final ClaudeModel model = open(settings());

  ModelSettings settings() {
    return new ModelSettings(
        Optional.of("key"),
        Optional.empty(),
        Optional.of(server.url()),
        RetrySettings.DEFAULT,
        new ModelSettings.Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1)),
        Optional.empty(),
        Optional.empty(),
        clock);
  }

  ModelSettings portable(Optional<Boolean> portable, Optional<Path> table) {
    var plain = settings();
    return new ModelSettings(
        plain.apiKey(),
        plain.authToken(),
        plain.baseUrl(),
        plain.retries(),
        plain.timeouts(),
        table,
        portable,
        clock);
  }

  ClaudeModel open(ModelSettings settings) {
    return ClaudeModel.open(
        settings, new Retries(settings.retries(), clock, this::sleep, () -> 0.0));
  }

  private void sleep(Duration time) {
    slept.add(time);
    now = now.plus(time);
  }

  Reply reply(RecordingServer.Answer... answers) {
    server.then(answers);
    return model.reply(request(), heard);
  }

  static Request request(Message... messages) {
    return request(MODEL, messages);
  }

  static Request request(String model, Message... messages) {
    return new Request(
        model,
        "medium",
        "You are a journeyman.",
        List.of(new ToolDefinition("bash", "Runs a command.", "{\"type\": \"object\"}")),
        messages.length == 0 ? List.of(Messages.user("Go.")) : List.of(messages),
        Duration.ofMinutes(10));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    model.close();
    server.close();
  }

  /// Keeps what a listener hears.
  static class Heard implements ReplyListener {
    final StringBuilder text = new StringBuilder();
    final StringBuilder thinking = new StringBuilder();
    final List<String> retries = new ArrayList<>();

    @Override
    public void text(String delta) {
      text.append(delta);
    }

    @Override
    public void thinking(String delta) {
      thinking.append(delta);
    }

    @Override
    public void retrying(int attempt, Duration wait, String reason) {
      retries.add(attempt + " " + wait + " " + reason);
    }
  }
}
