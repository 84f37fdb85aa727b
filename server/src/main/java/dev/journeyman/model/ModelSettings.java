package dev.journeyman.model;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How the model is reached.
///
/// @param apiKey a key of the provider; at most one of key and token
/// @param authToken a bearer token, for gateways and local servers
/// @param baseUrl empty for the provider's own; a path prefix is kept
/// @param modelTable a YAML file in the form of the built-in `models.yaml`; what it says of a model
///   wins over the built-in table, field by field
/// @param portable true to leave out everything that only the provider itself understands (cache
///   marks, thinking, effort, betas); empty to decide by base URL and model: one that is none of
///   the provider's, nor said to be like one, is asked in the portable way on a foreign base URL
/// @param clock tells which prices hold today, and when a deadline is over
public record ModelSettings(
    Optional<String> apiKey,
    Optional<String> authToken,
    Optional<String> baseUrl,
    RetrySettings retries,
    Timeouts timeouts,
    Optional<Path> modelTable,
    Optional<Boolean> portable,
    Clock clock) {

  /// How long the network may take.
  ///
  /// @param connect to a connection
  /// @param read without any byte, pings included; then the stream counts as stalled
  /// @param request for a whole reply
  public record Timeouts(Duration connect, Duration read, Duration request) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(90));
  }

  public ModelSettings {
    apiKey = apiKey.filter(key -> !key.isBlank());
    authToken = authToken.filter(token -> !token.isBlank());
    baseUrl = baseUrl.filter(url -> !url.isBlank());
    if (apiKey.isPresent() && authToken.isPresent()) {
      throw new IllegalArgumentException(
          "both an API key and an auth token are configured; remove one of them");
    }
  }

  /// Everything by default, with this key.
  public static ModelSettings ofKey(String apiKey) {
    return new ModelSettings(
        Optional.of(apiKey),
        Optional.empty(),
        Optional.empty(),
        RetrySettings.DEFAULT,
        Timeouts.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        Clock.systemUTC());
  }

  public ModelSettings at(String url) {
    return new ModelSettings(
        apiKey, authToken, Optional.of(url), retries, timeouts, modelTable, portable, clock);
  }

  public ModelSettings with(RetrySettings other) {
    return new ModelSettings(
        apiKey, authToken, baseUrl, other, timeouts, modelTable, portable, clock);
  }

  public ModelSettings with(Timeouts other) {
    return new ModelSettings(
        apiKey, authToken, baseUrl, retries, other, modelTable, portable, clock);
  }

  /// The key and the token never appear in a log.
  @Override
  public String toString() {
    return "ModelSettings[baseUrl=%s, retries=%s, timeouts=%s, modelTable=%s, portable=%s]"
        .formatted(baseUrl, retries, timeouts, modelTable, portable);
  }
}
