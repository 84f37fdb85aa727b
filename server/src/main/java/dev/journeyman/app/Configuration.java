package dev.journeyman.app;

import dev.journeyman.http.HttpSettings;
import dev.journeyman.http.Site;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Everything that is configured, read and checked once at the start.
public record Configuration(
    Home home,
    ServerSettings server,
    AuthenticationSettings authentication,
    ModelConfiguration model,
    DatabaseConfiguration database,
    LimitSettings limits,
    TrafficSettings traffic,
    RetentionSettings retention,
    SandboxConfiguration sandbox,
    IntegrationSettings integrations,
    WebhookConfiguration webhooks,
    LogSettings log,
    TraceSettings traces) {

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
        TrafficSettings.from(environment),
        RetentionSettings.from(environment),
        SandboxConfiguration.from(environment),
        IntegrationSettings.from(environment),
        WebhookConfiguration.from(environment, home),
        LogSettings.from(environment),
        TraceSettings.from(environment));
  }

  /// How the HTTP side listens and whom it believes.
  HttpSettings http() {
    return new HttpSettings(
        new HttpSettings.Address(server.host(), server.port()),
        new HttpSettings.Address(server.managementHost(), server.managementPort()),
        new Site(
            Optional.ofNullable(server.publicUrl()),
            Set.copyOf(server.allowedHosts()),
            Set.copyOf(server.corsOrigins())),
        authentication.jwt(),
        traffic.rates(),
        traffic.connections(),
        Installation.console());
  }

  /// Whether requests are counted over all instances.
  boolean limitsShared() {
    return switch (traffic.sharing()) {
      case SHARED -> true;
      case INSTANCE -> false;
      case AUTO -> database instanceof DatabaseConfiguration.External;
    };
  }

  /// The exact values that must never reach a model, a log or a stream.
  Set<String> secrets() {
    var secrets = new HashSet<String>();
    model.secret().ifPresent(secrets::add);
    Optional.ofNullable(authentication.secret()).ifPresent(secrets::add);
    secrets.addAll(integrations.secrets());
    secrets.add(webhooks.key());
    secrets.addAll(traces.secrets());
    secrets.addAll(database.secrets());
    return secrets;
  }
}
