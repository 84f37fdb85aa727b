package dev.journeyman.app;

import dev.journeyman.http.ConnectionLimits;
import dev.journeyman.http.RateLimits;
import java.util.List;

/// How much callers may ask for, and how.
///
/// @param sharing whether instances share the rates
public record TrafficSettings(RateLimits rates, ConnectionLimits connections, Sharing sharing) {

  /// Who counts together.
  public enum Sharing {
    /// All instances where a `DATABASE_URL` says that there may be several.
    AUTO,
    /// All instances, over the database.
    SHARED,
    /// Each for itself.
    INSTANCE
  }

  private static final long MOST_REQUESTS = 1_000_000_000;

  private static final Setting READS =
      new Setting(
          "READS_PER_MINUTE",
          RateLimits.USUAL.reads(),
          1,
          MOST_REQUESTS,
          "requests of one person that read, over all instances");
  private static final Setting WRITES =
      new Setting(
          "WRITES_PER_MINUTE",
          RateLimits.USUAL.writes(),
          1,
          MOST_REQUESTS,
          "requests of one person that change something");
  private static final Setting TENANT_READS =
      new Setting(
          "TENANT_READS_PER_MINUTE",
          RateLimits.USUAL.tenantReads(),
          1,
          MOST_REQUESTS,
          "the same for everybody of a tenant together");
  private static final Setting TENANT_WRITES =
      new Setting(
          "TENANT_WRITES_PER_MINUTE",
          RateLimits.USUAL.tenantWrites(),
          1,
          MOST_REQUESTS,
          "likewise");
  private static final Setting STREAMS =
      new Setting(
          "MAX_STREAMS",
          RateLimits.USUAL.streams(),
          1,
          1_000_000,
          "streams open at once on this instance; each takes a file descriptor");
  private static final Setting PERSON_STREAMS =
      new Setting(
          "MAX_STREAMS_PER_PERSON",
          RateLimits.USUAL.personStreams(),
          1,
          1_000_000,
          "of these, by one person");
  private static final Setting HEADERS =
      new Setting(
          "MAX_HEADER_BYTES",
          ConnectionLimits.USUAL.headerBytes(),
          4_096,
          65_536,
          "the request line and headers of a request together; 431 beyond");
  private static final Setting HEADER_TIMEOUT =
      new Setting(
          "HEADER_TIMEOUT_MS",
          ConnectionLimits.USUAL.headerMillis(),
          1_000,
          600_000,
          "a connection on which a request's headers take longer is closed, up to two seconds later");
  private static final Setting SLOWEST =
      new Setting(
          "MIN_REQUEST_BYTES_PER_SECOND",
          ConnectionLimits.USUAL.slowestBytesPerSecond(),
          1,
          1_000_000,
          "a request whose body comes more slowly is given up");
  private static final Setting IDLE =
      new Setting(
          "IDLE_TIMEOUT_MS",
          ConnectionLimits.USUAL.idleMillis(),
          25_000,
          600_000,
          "a connection on which nothing comes for so long is closed; streams have heartbeats");

  private static final Setting CONNECTIONS =
      new Setting(
          "MAX_CONNECTIONS",
          ConnectionLimits.USUAL.most(),
          10,
          1_000_000,
          "connections open at once on each of the two ports, streams among them; further ones wait");

  static final List<Setting> ALL =
      List.of(
          READS,
          WRITES,
          TENANT_READS,
          TENANT_WRITES,
          STREAMS,
          PERSON_STREAMS,
          HEADERS,
          HEADER_TIMEOUT,
          SLOWEST,
          IDLE,
          CONNECTIONS);

  public TrafficSettings {
    if (rates.streams() >= connections.most()) {
      throw new ConfigurationException(
          "MAX_STREAMS is %d and MAX_CONNECTIONS %d: allow more connections than streams, so that others get in"
              .formatted(rates.streams(), connections.most()));
    }
  }

  static TrafficSettings from(Environment environment) {
    return new TrafficSettings(
        new RateLimits(
            READS.from(environment),
            WRITES.from(environment),
            TENANT_READS.from(environment),
            TENANT_WRITES.from(environment),
            (int) STREAMS.from(environment),
            (int) PERSON_STREAMS.from(environment)),
        new ConnectionLimits(
            (int) HEADERS.from(environment),
            HEADER_TIMEOUT.from(environment),
            SLOWEST.from(environment),
            IDLE.from(environment),
            (int) CONNECTIONS.from(environment)),
        environment.choice("RATE_LIMITS", Sharing.class, Sharing.AUTO));
  }
}
