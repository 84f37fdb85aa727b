package dev.journeyman.app;

import dev.journeyman.model.ModelSettings;
import dev.journeyman.model.RetrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which model works, and how it is reached. Model and effort stay the same for a whole task.
///
/// @param baseUrl a server that speaks the Messages API; null is Anthropic's
/// @param effort as it goes over the wire, such as `medium`
/// @param review the model that judges finished work
/// @param learn the model that draws the lessons
/// @param table what is known of further models, and their prices; null for what is built in
public record ModelConfiguration(
    Credential credential,
    @Nullable URI baseUrl,
    String model,
    String effort,
    String review,
    String learn,
    @Nullable Path table) {

  private static final String MODEL = "claude-sonnet-5-5";

  /// How requests to the model are authorised.
  public sealed interface Credential {
    record ApiKey(String value) implements Credential {
      @Override
      public String toString() {
        return "ApiKey";
      }
    }

    record AuthToken(String value) implements Credential {
      @Override
      public String toString() {
        return "AuthToken";
      }
    }

    /// The service starts, says so, and takes no tasks.
    record Missing() implements Credential {}
  }

  /// How hard a model tries.
  enum Effort {
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
  }

  static ModelConfiguration from(Environment environment) {
    var model = environment.text("JOURNEYMAN_MODEL", MODEL);
    var effort = environment.choice("JOURNEYMAN_EFFORT", Effort.class, Effort.MEDIUM);
    return new ModelConfiguration(
        credential(environment),
        environment.address("ANTHROPIC_BASE_URL").orElse(null),
        model,
        effort.name().toLowerCase(Locale.ROOT),
        environment.text("JOURNEYMAN_MODEL_REVIEW", model),
        environment.text("JOURNEYMAN_MODEL_LEARN", model),
        environment.text("JOURNEYMAN_MODELS_FILE").map(Path::of).orElse(null));
  }

  /// How the model's room wants to hear it.
  ModelSettings settings(Clock clock) {
    return new ModelSettings(
        credential instanceof Credential.ApiKey(String key) ? Optional.of(key) : Optional.empty(),
        credential instanceof Credential.AuthToken(String token)
            ? Optional.of(token)
            : Optional.empty(),
        Optional.ofNullable(baseUrl).map(URI::toString),
        RetrySettings.DEFAULT,
        ModelSettings.Timeouts.DEFAULT,
        Optional.ofNullable(table),
        Optional.empty(),
        clock);
  }

  /// The key or token itself.
  Optional<String> secret() {
    return switch (credential) {
      case Credential.ApiKey(String key) -> Optional.of(key);
      case Credential.AuthToken(String token) -> Optional.of(token);
      case Credential.Missing() -> Optional.empty();
    };
  }

  private static Credential credential(Environment environment) {
    return environment
        .secret("ANTHROPIC_API_KEY")
        .<Credential>map(Credential.ApiKey::new)
        .or(() -> environment.secret("ANTHROPIC_AUTH_TOKEN").map(Credential.AuthToken::new))
        .orElseGet(Credential.Missing::new);
  }
}
