package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationsTest {

  private static final String RESYNCHRONISED = "resynchronised";

  private final Database database = TestDatabase.fresh();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void listen() throws InterruptedException {
    database.listen("news", heard::add, () -> heard.add(RESYNCHRONISED));
    assertThat(next()).isEqualTo(RESYNCHRONISED);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsSentInATransactionIsHeardAfterItsCommit() throws InterruptedException {
    database.useTransaction(
        _ -> {
          database.send("news", "inside");
          outside("outside");
        });
    assertThat(next()).isEqualTo("outside");
    assertThat(next()).isEqualTo("inside");
  }

  @Test
  void afterALostConnectionListenersAreToldToResynchronise() throws InterruptedException {
    TestDatabase.asSuperuser(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'");
    assertThat(next()).isEqualTo(RESYNCHRONISED);
    database.send("news", "again");
    assertThat(next()).isEqualTo("again");
  }

  @Test
  void aListenerThatFailsDoesNotSilenceTheOthers() throws InterruptedException {
    var second = new LinkedBlockingQueue<String>();
    database.listen(
        "other",
        _ -> {
          throw new IllegalStateException("broken on purpose");
        });
    database.listen("other", second::add, () -> second.add(RESYNCHRONISED));
    assertThat(second.poll(10, TimeUnit.SECONDS)).isEqualTo(RESYNCHRONISED);
    database.send("other", "hello");
    assertThat(second.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
    assertThat(heard).isEmpty();
  }

  private void outside(String payload) {
    Thread.ofVirtual().start(() -> database.send("news", payload));
    try {
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(payload);
      heard.add(payload);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable String next() throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }
}
