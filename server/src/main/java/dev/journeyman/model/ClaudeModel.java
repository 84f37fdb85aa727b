package dev.journeyman.model;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Claude over the Messages API, or any server that speaks it.
public final class ClaudeModel implements Model, AutoCloseable {

  /// The model for those who do not choose.
  public static final String DEFAULT_MODEL = "claude-sonnet-5-5";

  /// The effort for those who do not choose.
  public static final String DEFAULT_EFFORT = "medium";

  private final ModelSettings settings;
  private final ModelTable table;
  private final Transport transport;
  private final Retries retries;
  private final Failures failures;

  private ClaudeModel(ModelSettings settings, Retries retries) {
    this.settings = settings;
    this.table = ModelTable.open(settings.modelTable());
    this.transport = Transport.open(settings);
    this.retries = retries;
    this.failures = new Failures(settings.clock());
  }

  /// Reaches for nothing yet: a wrong key shows with the first reply.
  ///
  /// @throws IllegalArgumentException if the configured table of models cannot be used
  public static ClaudeModel open(ModelSettings settings) {
    return open(
        settings,
        new Retries(
            settings.retries(),
            settings.clock(),
            Thread::sleep,
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  static ClaudeModel open(ModelSettings settings, Retries retries) {
    return new ClaudeModel(settings, retries);
  }

  @Override
  public Reply reply(Request request, ReplyListener listener) {
    requireAccess();
    var json = new RequestJson(profile(request.model()), portable(request.model()));
    return retries.run(
        request.deadline(),
        listener,
        (thinking, limit) -> {
          var messages = thinking ? request.messages() : withoutThinking(request.messages());
          var reply = new ReplyBuilder(request.model(), "", listener);
          var body = json.write(request, messages);
          try (var stream = new ReplyStream(() -> transport.post(body, List.of()), failures)) {
            stream.into(reply, limit);
          }
          return reply.reply(!thinking);
        });
  }

  private static List<Message> withoutThinking(List<Message> messages) {
    return messages.stream().map(Messages::withoutThinking).toList();
  }

  private void requireAccess() {
    if (!configured()) {
      throw new ModelException.AccessDenied(
          "No key for the model is configured. Set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN.",
          new IllegalStateException("neither key nor token"));
    }
  }

  @Override
  public ModelProfile profile(String model) {
    return table
        .find(model, LocalDate.now(settings.clock()))
        .orElseGet(() -> ModelProfile.cautious(model));
  }

  /// Servers of one's own often ask for no key.
  @Override
  public boolean configured() {
    return settings.apiKey().isPresent() || settings.authToken().isPresent() || foreign();
  }

  private boolean portable(String model) {
    return settings.portable().orElseGet(() -> foreign() && !known(model));
  }

  private boolean known(String model) {
    return table.find(model, LocalDate.now(settings.clock())).isPresent();
  }

  private boolean foreign() {
    return settings
        .baseUrl()
        .map(url -> Optional.ofNullable(URI.create(url).getHost()).orElse(""))
        .filter(host -> !host.equals("anthropic.com") && !host.endsWith(".anthropic.com"))
        .isPresent();
  }

  @Override
  public void close() {
    transport.close();
  }
}
