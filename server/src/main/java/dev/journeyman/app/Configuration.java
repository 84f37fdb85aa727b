package dev.journeyman.app;

/// Everything that is configured, read and checked once at the start.
public record Configuration(
    Home home,
    ServerSettings server,
    AuthenticationSettings authentication,
    ModelConfiguration model,
    DatabaseConfiguration database,
    LimitSettings limits,
    SandboxConfiguration sandbox,
    IntegrationSettings integrations,
    LogSettings log) {

  /// @throws ConfigurationException at the first variable that cannot be used
  public static Configuration load(Environment environment) {
    var home = Home.from(environment);
    return new Configuration(
        home,
        ServerSettings.from(environment),
        AuthenticationSettings.from(environment, home),
        ModelConfiguration.from(environment),
        DatabaseConfiguration.from(environment, home),
        LimitSettings.from(environment),
        SandboxConfiguration.from(environment),
        IntegrationSettings.from(environment),
        LogSettings.from(environment));
  }
}
