package dev.journeyman.model;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Claude over the Messages API, or any server that speaks it.
public final class ClaudeModel implements Model, AutoCloseable {

  /// The model for those who do not choose.
  public static final String DEFAULT_MODEL = "claude-sonnet-5-5";

  /// The effort for those who do not choose.
  public static final String DEFAULT_EFFORT = "medium";

  private static final List<String> COMPACTION = List.of("compact-2026-09-04");

  private final ModelSettings settings;
  private final ModelTable table;
  private final Transport transport;
  private final Retries retries;
  private final Failures failures;
  private final Capabilities capabilities;

  private ClaudeModel(ModelSettings settings, Retries retries) {
    this.settings = settings;
    this.table = ModelTable.open(settings.modelTable());
    this.transport = Transport.open(settings);
    this.retries = retries;
    this.failures = new Failures(settings.clock());
    this.capabilities = new Capabilities(transport::describe, settings.clock());
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
    var json = json(request);
    return exchange(request, betas(request), listener, messages -> json.reply(request, messages));
  }

  @Override
  public Compaction compact(
      Request request, Optional<String> instructions, ReplyListener listener) {
    var json = json(request);
    if (json.portable() || !json.profile().compaction()) {
      return new Compaction.NotPossible(
          request.model() + " cannot summarise on demand here", Usage.NONE);
    }
    try {
      return compaction(
          exchange(
              request,
              COMPACTION,
              listener,
              messages -> json.compaction(request, messages, instructions)));
    } catch (ModelException.Rejected e) {
      // What cannot be summarised by the provider can be by the model.
      return new Compaction.NotPossible(String.valueOf(e.getMessage()), Usage.NONE);
    }
  }

  private static Compaction compaction(Reply reply) {
    return reply.stopReason().equals(new StopReason.Unknown("compaction"))
            && !Messages.isEmpty(reply.message())
        ? new Compaction.Compacted(reply.message(), reply.usage(), reply.requestId())
        : new Compaction.NotPossible(
            "the provider stopped with " + reply.stopReason(), reply.usage());
  }

  /// A summary is only understood together with the beta that made it.
  private static List<String> betas(Request request) {
    return request.messages().stream().limit(1).anyMatch(Messages::isSummary)
        ? COMPACTION
        : List.of();
  }

  private RequestJson json(Request request) {
    requireAccess();
    return new RequestJson(profile(request.model()), portable(request.model()));
  }

  private Reply exchange(
      Request request,
      List<String> betas,
      ReplyListener listener,
      Function<List<Message>, byte[]> body) {
    return retries.run(
        request.deadline(),
        listener,
        (thinking, limit) -> {
          var messages = thinking ? request.messages() : withoutThinking(request.messages());
          var bytes = body.apply(messages);
          var reply = new ReplyBuilder(request.model(), "", listener);
          try (var stream = new ReplyStream(() -> transport.post(bytes, betas), failures)) {
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

  /// For a model that no table knows the server is asked, once; that may take a few seconds.
  @Override
  public ModelProfile profile(String model) {
    return tabled(model)
        .or(() -> configured() && !portable(model) ? capabilities.find(model) : Optional.empty())
        .orElseGet(() -> ModelProfile.cautious(model));
  }

  /// Servers of one's own often ask for no key.
  @Override
  public boolean configured() {
    return settings.apiKey().isPresent() || settings.authToken().isPresent() || foreign();
  }

  private boolean portable(String model) {
    return settings.portable().orElseGet(() -> foreign() && !table.ofProvider(model));
  }

  private Optional<ModelProfile> tabled(String model) {
    return table.find(model, LocalDate.now(settings.clock()));
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
