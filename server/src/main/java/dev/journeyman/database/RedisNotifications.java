package dev.journeyman.database;

import dev.journeyman.database.Announcements.Announcement;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries notifications between instances over Redis, which many readers cost less there than on
/// the database. It is a hint's way only: nothing is kept in Redis, and while it cannot be reached
/// [#publish] says so and the caller takes the database's way. Connects by itself, again and again.
final class RedisNotifications implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisNotifications.class);
  private static final String PREFIX = "journeyman:";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RedisClient client;
  private final String place;
  private final BiConsumer<String, String> received;
  private final Runnable resynchronise;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService deliveries =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("redis-notifications").factory());
  private volatile @Nullable StatefulRedisConnection<String, String> publisher;

  /// @param received takes channel and payload of what was sent, one after the other
  /// @param resynchronise runs when something may have been missed, never beside `received`
  RedisNotifications(URI address, BiConsumer<String, String> received, Runnable resynchronise) {
    var redis = RedisURI.create(address);
    redis.setTimeout(PATIENCE);
    this.client = RedisClient.create(redis);
    this.place = "%s:%d".formatted(redis.getHost(), redis.getPort());
    this.received = received;
    this.resynchronise = resynchronise;
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
            .build());
    Thread.ofVirtual().name("redis-connect").start(this::connect);
  }

  /// Whether it can be reached at present.
  boolean connected() {
    var connection = publisher;
    return connection != null && connection.isOpen();
  }

  /// @return false if it could not be sent this way
  boolean publish(Collection<Announcement> batch) {
    var connection = publisher;
    if (connection == null || !connection.isOpen()) {
      return false;
    }
    try {
      var sent =
          batch.stream()
              .map(next -> connection.async().publish(PREFIX + next.channel(), next.payload()))
              .toArray(RedisFuture[]::new);
      return LettuceFutures.awaitAll(PATIENCE, sent);
    } catch (RedisException e) {
      LOG.warn("Redis at {} did not take notifications: {}", place, e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    client.shutdown(Duration.ZERO, PATIENCE);
    deliveries.shutdown();
  }

  /// The library connects again by itself, but not for the first time.
  private void connect() {
    boolean told = false;
    do {
      try {
        subscribe();
        publisher = client.connect();
        LOG.info("Notifications of other instances come over Redis at {}", place);
        return;
      } catch (RedisException e) {
        if (!told && !closed()) {
          LOG.warn(
              "Redis at {} cannot be reached ({}); notifications take the database's way until it can",
              place,
              cause(e));
        }
        told = true;
      }
    } while (!closed(PAUSE));
  }

  private void subscribe() {
    var connection = client.connectPubSub();
    try {
      connection.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String pattern, String channel, String payload) {
              deliver(() -> received.accept(channel.substring(PREFIX.length()), payload));
            }

            @Override
            public void psubscribed(String pattern, long count) {
              // Also after each reconnect, when the library has subscribed again.
              deliver(resynchronise);
            }
          });
      connection.addListener(new Losses());
      connection.sync().psubscribe(PREFIX + "*");
    } catch (RedisException e) {
      connection.close();
      throw e;
    }
  }

  private void deliver(Runnable work) {
    if (!closed()) {
      deliveries.execute(work);
    }
  }

  private boolean closed() {
    return closed.getCount() == 0;
  }

  private boolean closed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String cause(Throwable error) {
    var cause = error.getCause();
    return String.valueOf(cause == null ? error.getMessage() : cause.getMessage());
  }

  private final class Losses implements RedisConnectionStateListener {

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
      LOG.info("Redis at {} is there again", place);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      if (!closed()) {
        LOG.warn("Redis at {} is gone; notifications take the database's way", place);
      }
    }
  }
}
