package dev.journeyman.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends notifications after the commit of what they tell of, as many at once as have gathered, and
/// equal ones once. PostgreSQL commits transactions that notify one after the other, each with its
/// own wait for the disk; so those that do the work carry none, and the one that does writes
/// nothing it would have to wait for. Never blocks the caller; what cannot be sent is lost, as a
/// notification is only a hint.
final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final int MOST_AT_ONCE = 1000;

  /// @param payload at most 7,999 bytes
  record Announcement(String channel, String payload) {}

  private final Jdbi jdbi;
  private final Predicate<Collection<Announcement>> elsewhere;
  private final Queue<Announcement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sending = new AtomicBoolean();

  /// @param elsewhere sends them another way; false if it could not
  Announcements(Jdbi jdbi, Predicate<Collection<Announcement>> elsewhere) {
    this.jdbi = jdbi;
    this.elsewhere = elsewhere;
  }

  void send(Collection<Announcement> announcements) {
    waiting.addAll(announcements);
    if (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
      Thread.ofVirtual().name("announcements").start(this::work);
    }
  }

  /// Whoever adds to the queue while the last round ends finds `sending` still set, so the queue is
  /// looked at once more after it is cleared.
  private void work() {
    do {
      try {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
          if (!elsewhere.test(batch)) {
            announce(batch);
          }
        }
      } finally {
        sending.set(false);
      }
    } while (!waiting.isEmpty() && sending.compareAndSet(false, true));
  }

  private Collection<Announcement> take() {
    var batch = new LinkedHashSet<Announcement>();
    for (int i = 0; i < MOST_AT_ONCE && waiting.peek() != null; i++) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  private void announce(Collection<Announcement> batch) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(
                      """
                      select pg_notify(channel, payload)::text
                      from unnest(:channels, :payloads) as announced (channel, payload)
                      """)
                  .bindArray("channels", String.class, texts(batch, true))
                  .bindArray("payloads", String.class, texts(batch, false))
                  .mapTo(String.class)
                  .list());
    } catch (RuntimeException e) {
      LOG.warn("{} notifications could not be sent: {}", batch.size(), e.getMessage());
    }
  }

  private static Object[] texts(Collection<Announcement> batch, boolean channels) {
    var texts = new ArrayList<String>();
    batch.forEach(next -> texts.add(channels ? next.channel() : next.payload()));
    return texts.toArray();
  }
}
