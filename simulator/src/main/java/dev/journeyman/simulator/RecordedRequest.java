package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One request as it came in, whether it was answered or refused.
///
/// @param id as it was answered in `request-id`
/// @param headers by lower-case name; of a repeated header the first value
/// @param body the parsed JSON; a missing node if there was none or it was no JSON
public record RecordedRequest(
    String id, Instant at, String method, String path, Map<String, String> headers, JsonNode body) {

  public RecordedRequest {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
