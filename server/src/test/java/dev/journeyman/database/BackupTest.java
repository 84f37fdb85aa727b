package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {

  private Path directory = Path.of("/nowhere");

  @BeforeEach
  void createDirectory() throws IOException {
    directory = Files.createTempDirectory("journeyman-backup-");
    ServerUser.ofThisProcess().shareParent(directory);
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    DirectoryTree.delete(directory);
  }

  @Test
  void aCopyTakenWhileRowsAreWrittenHasAllUpToAMomentAndNoneByHalf() throws Exception {
    var place = directory.resolve("first");
    var copy = directory.resolve("copy");
    int before;
    try (var server = EmbeddedDatabase.start(place);
        var database = Database.open(server.settings())) {
      var committed = new AtomicInteger();
      var enough = new AtomicBoolean();
      var writing = Thread.ofVirtual().start(() -> write(database, committed, enough));
      while (committed.get() < 100) {
        Thread.onSpinWait();
      }
      before = committed.get();
      Backup.take(place, copy);
      enough.set(true);
      writing.join();
    }

    var second = directory.resolve("second");
    Backup.restore(copy, second);

    try (var server = EmbeddedDatabase.start(second);
        var database = Database.open(server.settings())) {
      var most = number(database, "select max(substr(id, 2)::int) from tenant where id like 't%'");
      assertThat(most)
          .as("what was committed before the backup is in it")
          .isGreaterThanOrEqualTo(before);
      assertThat(number(database, "select count(*) from tenant where id like 't%'"))
          .isEqualTo(most);
    }
  }

  @Test
  void aDatabaseAtRestIsCopiedAndNoneIsOverwritten() {
    var place = directory.resolve("first");
    var copy = directory.resolve("copy");
    try (var server = EmbeddedDatabase.start(place);
        var database = Database.open(server.settings())) {
      database.withHandle(handle -> handle.execute("insert into tenant (id) values ('kept')"));
    }
    Backup.take(place, copy);

    assertThatThrownBy(() -> Backup.restore(copy, place))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("move it away first");
    Backup.restore(copy, directory.resolve("second"));

    try (var server = EmbeddedDatabase.start(directory.resolve("second"));
        var database = Database.open(server.settings())) {
      assertThat(number(database, "select count(*) from tenant where id = 'kept'")).isOne();
    }
  }

  @Test
  void withoutADatabaseThereIsNothingToBackUp() {
    assertThatThrownBy(() -> Backup.take(directory.resolve("none"), directory.resolve("copy")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no database");
  }

  private static void write(Database database, AtomicInteger committed, AtomicBoolean enough) {
    while (!enough.get()) {
      int next = committed.get() + 1;
      database.withHandle(
          handle -> handle.execute("insert into tenant (id) values (?)", "t" + next));
      committed.set(next);
    }
  }

  private static int number(Database database, String query) {
    return database.withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }
}
