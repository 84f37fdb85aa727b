package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads token counts off the wire. What a server leaves out counts as zero.
final class Usages {

  private Usages() {}

  /// With iterations (compaction, fallback) their sum counts: the top level leaves some out.
  static Usage of(JsonNode usage) {
    var iterations = usage.path("iterations");
    return iterations.isEmpty()
        ? single(usage)
        : iterations.valueStream().map(Usages::single).reduce(Usage.NONE, Usage::plus);
  }

  private static Usage single(JsonNode usage) {
    long written = usage.path("cache_creation_input_tokens").asLong();
    var split = usage.path("cache_creation");
    long oneHour = split.path("ephemeral_1h_input_tokens").asLong();
    long fiveMinutes = split.path("ephemeral_5m_input_tokens").asLong();
    return new Usage(
        usage.path("input_tokens").asLong(),
        usage.path("output_tokens").asLong(),
        usage.path("cache_read_input_tokens").asLong(),
        Math.max(fiveMinutes, written - oneHour),
        oneHour);
  }
}
