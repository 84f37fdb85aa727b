package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.telemetry.Traces;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances on one database, with a Redis between them that comes and goes.
@SuppressWarnings("NullAway.Init")
class RedisNotificationsTest {

  private static final String RESYNCHRONISED = "resynchronised";

  private final DatabaseSettings settings = TestDatabase.empty();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private TestRedis redis;
  private Database one;
  private Database other;

  @BeforeEach
  void open() throws Exception {
    redis = TestRedis.start();
    one = Database.open(settings, Optional.of(redis.address()), Traces.off());
    other = Database.open(settings, Optional.of(redis.address()), Traces.off());
    other.listen("news", heard::add, () -> heard.add(RESYNCHRONISED));
    await(() -> one.overRedis() && other.overRedis());
    try (var without = Database.open(settings)) {
      await(
          () -> {
            without.send("news", "does it listen to the database, too?");
            return heard.contains("does it listen to the database, too?");
          });
    }
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    redis.close();
  }

  @Test
  void whatOneSendsTheOtherHearsOverRedis() throws InterruptedException {
    var carried = new LinkedBlockingQueue<String>();
    var client = RedisClient.create(redis.address().toString());
    try (var listening = client.connectPubSub()) {
      listening.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String payload) {
              carried.add(payload);
            }
          });
      listening.sync().subscribe("journeyman:news");

      one.useTransaction(_ -> one.send("news", "landed"));

      assertThat(carried.poll(10, TimeUnit.SECONDS)).isEqualTo("landed");
      expect("landed");
      assertThat(heard).as("once").doesNotContain("landed");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  @Test
  void withoutRedisTheDatabaseCarriesThem() throws IOException, InterruptedException {
    redis.stop();
    await(() -> !one.overRedis());
    one.send("news", "over the database");
    expect("over the database");

    heard.clear();
    redis.startAgain();
    await(() -> one.overRedis());
    expect(RESYNCHRONISED);
    one.send("news", "over Redis again");
    expect("over Redis again");
  }

  @Test
  void aServiceStartsWithoutIt() throws InterruptedException {
    redis.stop();
    try (var third = Database.open(settings, Optional.of(redis.address()), Traces.off())) {
      heard.clear();
      third.listen("news", heard::add, () -> heard.add(RESYNCHRONISED));
      expect(RESYNCHRONISED);
      third.send("news", "alone");
      expect("alone");
      assertThat(third.overRedis()).isFalse();
    }
  }

  /// Waits for it; what came before is taken away.
  private void expect(String payload) throws InterruptedException {
    for (var next = heard.poll(20, TimeUnit.SECONDS);
        next == null || !next.equals(payload);
        next = heard.poll(20, TimeUnit.SECONDS)) {
      assertThat(next).as("nothing more came while waiting for " + payload).isNotNull();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
