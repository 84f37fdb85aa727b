package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Interrupts and outages, as calls to the database meet them.
class InterruptTest {

  private final Database database = TestDatabase.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anInterruptWaitsUntilTheCallIsOver() throws Exception {
    var begun = new CountDownLatch(1);
    var server = new AtomicReference<Integer>();
    var interrupted = new AtomicBoolean();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  database.useTransaction(
                      handle -> {
                        begun.countDown();
                        server.set(
                            handle
                                .createQuery("select pg_backend_pid() from pg_sleep(0.5)")
                                .mapTo(Integer.class)
                                .one());
                        handle.execute("insert into tenant (id) values ('committed')");
                      });
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    begun.await();
    database.interrupt(thread);
    thread.join();

    assertThat(interrupted).isTrue();
    assertThat(truth("select exists (select from tenant where id = 'committed')")).isTrue();
    assertThat(truth("select exists (select from pg_stat_activity where pid = " + server + ")"))
        .as("the connection is still there")
        .isTrue();
  }

  @Test
  void aThreadThatIsInterruptedAlreadyIsAnsweredToo() throws Exception {
    var answered = new AtomicBoolean();
    var interrupted = new AtomicBoolean();
    Thread.ofVirtual()
        .start(
            () -> {
              Thread.currentThread().interrupt();
              answered.set(truth("select true"));
              interrupted.set(Thread.currentThread().isInterrupted());
            })
        .join();
    assertThat(answered).isTrue();
    assertThat(interrupted).isTrue();
  }

  @Test
  void aThreadOutsideOfCallsIsInterruptedAtOnce() throws Exception {
    var never = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException _) {
                    interrupted.set(true);
                  }
                });
    database.interrupt(thread);
    thread.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void aLostConnectionIsAnOutageAndAMistakeIsNone() {
    assertThatThrownBy(
            () ->
                database.useTransaction(
                    handle -> {
                      var own =
                          handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
                      TestDatabase.asSuperuser("select pg_terminate_backend(%d)".formatted(own));
                      handle.execute("insert into tenant (id) values ('lost')");
                    }))
        .matches(Database::isOutage);
    assertThatThrownBy(() -> truth("select true from nowhere"))
        .matches(error -> !Database.isOutage(error));
    assertThat(truth("select not exists (select from tenant where id = 'lost')")).isTrue();
  }

  private boolean truth(String question) {
    return database.withHandle(handle -> handle.createQuery(question).mapTo(Boolean.class).one());
  }
}
