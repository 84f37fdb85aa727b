package dev.journeyman.repository;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the deploy stage alone gets, beside the deploy command and the health check.
///
/// @param secrets names of the instance's deploy secrets, given to both commands as variables
/// @param network host names they may reach, beside those of every command
/// @param healthCheckSeconds how long the health check may fail before the change is rolled back;
///     null means [#USUAL_SECONDS]
public record DeploySettings(
    List<String> secrets, List<String> network, @Nullable Integer healthCheckSeconds) {

  public static final int USUAL_SECONDS = 60;

  /// Upper-case words joined by single underscores.
  public static final String SECRET_NAME = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*";

  public static final DeploySettings NONE = new DeploySettings(List.of(), List.of(), null);

  public DeploySettings {
    secrets = RepositoryConfiguration.copy(secrets);
    network = RepositoryConfiguration.copy(network);
  }

  public Duration healthCheckWindow() {
    return Duration.ofSeconds(healthCheckSeconds == null ? USUAL_SECONDS : healthCheckSeconds);
  }
}
