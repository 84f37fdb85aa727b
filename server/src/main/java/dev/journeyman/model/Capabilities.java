package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the server itself says of models that no table knows. Asked once for each; after a failure,
/// again later.
final class Capabilities {

  private static final Logger LOG = LoggerFactory.getLogger(Capabilities.class);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);

  /// An answer, or none until it is time to ask again.
  private record Answer(Optional<ModelProfile> profile, Instant until) {}

  private final Function<String, JsonNode> source;
  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /// @param source fetches the description of a model; throws if there is none
  Capabilities(Function<String, JsonNode> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  Optional<ModelProfile> find(String model) {
    var known = answers.get(model);
    if (known == null || clock.instant().isAfter(known.until())) {
      known = ask(model);
      answers.put(model, known);
    }
    return known.profile();
  }

  private Answer ask(String model) {
    try {
      return new Answer(Optional.of(read(model, source.apply(model))), Instant.MAX);
    } catch (RuntimeException e) {
      LOG.warn("Nothing is known of model {}; cautious limits are used for now", model, e);
      return new Answer(Optional.empty(), clock.instant().plus(RETRY_AFTER));
    }
  }

  private static ModelProfile read(String model, JsonNode info) {
    var capabilities = info.path("capabilities");
    return new ModelProfile(
        model,
        info.path("max_input_tokens").asLong(ModelProfile.CAUTIOUS_CONTEXT),
        info.path("max_tokens").asLong(ModelProfile.CAUTIOUS_OUTPUT),
        capabilities.at("/thinking/types/adaptive/supported").asBoolean()
            ? ModelProfile.Thinking.ADAPTIVE
            : ModelProfile.Thinking.OMITTED,
        capabilities.at("/effort/medium/supported").asBoolean(),
        Optional.empty(),
        capabilities.at("/compaction/supported").asBoolean());
  }
}
