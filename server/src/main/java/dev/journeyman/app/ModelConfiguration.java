package dev.journeyman.app;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which model works, and how it is reached. Model and effort stay the same for a whole task.
///
/// @param baseUrl a server that speaks the Messages API; null is Anthropic's
/// @param effort as it goes over the wire, such as `medium`
/// @param review the model that judges finished work
/// @param learn the model that draws the lessons
public record ModelConfiguration(
    Credential credential,
    @Nullable URI baseUrl,
    String model,
    String effort,
    String review,
    String learn) {

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
        environment.text("JOURNEYMAN_MODEL_LEARN", model));
  }

  private static Credential credential(Environment environment) {
    return environment
        .secret("ANTHROPIC_API_KEY")
        .<Credential>map(Credential.ApiKey::new)
        .or(() -> environment.secret("ANTHROPIC_AUTH_TOKEN").map(Credential.AuthToken::new))
        .orElseGet(Credential.Missing::new);
  }
}
