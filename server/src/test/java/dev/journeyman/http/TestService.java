package dev.journeyman.http;

import dev.journeyman.http.HttpSettings.Address;
import dev.journeyman.telemetry.Traces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A running service on free ports, with a tenant of its own.
final class TestService implements AutoCloseable {

  static final JwtSettings JWT =
      JwtSettings.withSecret(
          "a secret of more than 32 bytes for tests".getBytes(StandardCharsets.UTF_8));

  static final Site SITE = new Site(Optional.empty(), Set.of(), Set.of("https://friend.example"));

  final TestRooms rooms = new TestRooms();
  final String tenant = "tenant-" + UUID.randomUUID();
  private final HttpServer server;
  private final ManagementServer management;

  TestService() {
    this(SITE, RateLimits.USUAL, Optional.empty());
  }

  TestService(Site site, RateLimits limits, Optional<Path> console) {
    this(site, limits, ConnectionLimits.USUAL, console);
  }

  TestService(Site site, RateLimits limits, ConnectionLimits connections, Optional<Path> console) {
    TestTenants.add(tenant);
    var settings =
        new HttpSettings(
            new Address("127.0.0.1", 0),
            new Address("127.0.0.1", 0),
            site,
            JWT,
            limits,
            connections,
            console);
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var collaborators = rooms.collaborators();
    server = HttpServer.start(settings, collaborators, registry, Traces.off());
    management =
        ManagementServer.start(
            settings, collaborators.doers().operations(), collaborators.redaction(), registry);
  }

  String token() {
    return token(tenant);
  }

  String token(String otherTenant) {
    return token("ada", otherTenant);
  }

  String token(String user, String ofTenant) {
    return new TokenMint(JWT, rooms.clock).admin(user, ofTenant, Duration.ofHours(1));
  }

  ContractClient client() {
    return new ContractClient(port(), Optional.of(token()));
  }

  /// Another person of the same tenant.
  ContractClient colleague() {
    return new ContractClient(port(), Optional.of(token("grace", tenant)));
  }

  ContractClient stranger() {
    return new ContractClient(port(), Optional.empty());
  }

  ContractClient clientOf(String otherTenant) {
    TestTenants.add(otherTenant);
    return new ContractClient(port(), Optional.of(token(otherTenant)));
  }

  /// Does what every second does where limits are shared.
  void settle() {
    server.settle(new SharedUse(TestTenants.DATABASE));
  }

  int port() {
    return server.port();
  }

  int managementPort() {
    return management.port();
  }

  java.util.List<io.javalin.router.Endpoint> routes() {
    return server.routes();
  }

  StreamHub streams() {
    return server.streams();
  }

  @Override
  public void close() {
    server.close();
    management.close();
  }
}
