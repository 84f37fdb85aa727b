package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

  private static Path directory = Path.of("/nowhere");
  private final List<EmbeddedDatabase> started = new ArrayList<>();

  @BeforeAll
  static void createDirectory() throws IOException {
    directory = Files.createTempDirectory("journeyman-embedded-");
  }

  @AfterAll
  static void deleteDirectory() throws IOException {
    DirectoryTree.delete(directory);
  }

  @AfterEach
  void stop() {
    started.forEach(EmbeddedDatabase::close);
  }

  private EmbeddedDatabase start() {
    var server = EmbeddedDatabase.start(directory);
    started.add(server);
    return server;
  }

  @Test
  void dataSurvivesARestart() {
    try (var first = EmbeddedDatabase.start(directory);
        var database = Database.open(first.settings())) {
      assertThat(first.adopted()).isFalse();
      database.withHandle(handle -> handle.execute("insert into tenant (id) values ('stays')"));
    }
    var second = start();
    assertThat(second.adopted()).isFalse();
    assertThat(tenants(second)).contains("stays");
  }

  @Test
  void aServerWhoseServiceWasKilledIsAdoptedWithWhatWasCommitted() throws Exception {
    var service = StartedElsewhere.on(directory);
    service.destroyForcibly().waitFor();
    var found = start();
    assertThat(found.adopted()).isTrue();
    assertThat(tenants(found)).contains("kept");
  }

  @Test
  void aServerThatLosesDataOnACrashIsNotAdoptedButRestarted() {
    var settings = start().settings();
    started.removeFirst().close();
    var cluster = new Cluster(directory, PostgresBinaries.prepared(), ServerUser.ofThisProcess());
    var careless = careless(cluster);
    var second = start();
    assertThat(second.adopted()).isFalse();
    assertThat(second.processId()).isNotEqualTo(careless);
    assertThat(second.settings().service()).isEqualTo(settings.service());
  }

  private static long careless(Cluster cluster) {
    var postmaster = cluster.startWith(List.of("-c", "fsync=off"));
    assertThat(postmaster.ready()).isTrue();
    return postmaster.processId();
  }

  @Test
  void theServerSyncsEachCommitAndListensOnLoopbackOnly() {
    var settings = start().settings();
    var actual =
        Jdbi.create(settings.jdbcUrl(), settings.service().user(), settings.service().password())
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select name, setting from pg_settings
                            where name in ('fsync', 'synchronous_commit', 'listen_addresses')
                            """)
                        .setMapKeyColumn("name")
                        .setMapValueColumn("setting")
                        .collectInto(new GenericType<Map<String, String>>() {}));
    assertThat(actual)
        .isEqualTo(
            Map.of("fsync", "on", "synchronous_commit", "on", "listen_addresses", "127.0.0.1"));
  }

  @Test
  void aServerThatIsKilledIsStartedAgainWhereItWas() throws Exception {
    var server = start();
    var settings = server.settings();
    try (var database = Database.open(settings)) {
      database.withHandle(handle -> handle.execute("insert into tenant (id) values ('killed')"));
      var killed = server.processId();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (server.processId() == killed || !answers(database)) {
        assertThat(System.nanoTime()).as("it is not there again").isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(server.settings()).isEqualTo(settings);
      assertThat(tenants(server)).contains("killed");
    }
  }

  @Test
  void aStartThatBreaksIsTriedAgain() throws Exception {
    var server = start();
    var file = Postmaster.file(directory.resolve("cluster"));
    var killed = server.processId();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    Files.delete(file);
    Files.createDirectories(file.resolve("in-the-way"));
    TimeUnit.SECONDS.sleep(3);
    assertThat(server.processId()).as("it cannot start").isEqualTo(killed);

    Files.delete(file.resolve("in-the-way"));

    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (server.processId() == killed) {
      assertThat(System.nanoTime()).as("it is not there again").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(ProcessHandle.of(server.processId())).isPresent();
  }

  private static boolean answers(Database database) {
    try {
      return database.withHandle(h -> h.createQuery("select 1").mapTo(Integer.class).one()) == 1;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndTheRightOneIsReadableByUsOnly() throws IOException {
    var settings = start().settings();
    var wrong = Jdbi.create(settings.jdbcUrl(), settings.service().user(), "guess");
    assertThatThrownBy(() -> wrong.useHandle(_ -> {})).isInstanceOf(ConnectionException.class);
    var permissions = Files.getPosixFilePermissions(directory.resolve("credentials"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    assertThat(directory.resolve("password.new")).doesNotExist();
  }

  @Test
  void theServerIsNeverRoot() throws IOException {
    var server = start();
    var owner =
        Files.getAttribute(Path.of("/proc/%d/stat".formatted(server.processId())), "unix:uid");
    var expected =
        ServerUser.ofThisProcess() instanceof ServerUser.SteppedDown
            ? 64101
            : Files.getAttribute(directory, "unix:uid");
    assertThat(owner).isEqualTo(expected).isNotEqualTo(0);
  }

  @Test
  void aSecondServiceOnTheSameDirectoryIsRefused() {
    start();
    assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("in use by another Journeyman (process %d)", processId())
        .hasMessageContaining("JOURNEYMAN_HOME");
  }

  @Test
  void aProcessIdThatIsAnotherProgramsByNowDoesNotPreventTheStart() throws IOException {
    start();
    started.removeFirst().close();
    var data = directory.resolve("cluster");
    Files.writeString(
        Postmaster.file(data), "%d\n%s\n0\n5432\n\n127.0.0.1\n".formatted(processId(), data));
    assertThat(start().adopted()).isFalse();
  }

  @Test
  void aDirectoryThatTheServersUserCannotReachIsAClearError() throws IOException {
    var closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    if (ServerUser.ofThisProcess() instanceof ServerUser.SteppedDown user) {
      assertThatThrownBy(() -> user.shareParent(closed.resolve("database")))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("may not pass through " + closed)
          .hasMessageContaining("JOURNEYMAN_HOME");
    } else {
      ServerUser.ofThisProcess().shareParent(closed.resolve("database"));
      assertThat(closed.resolve("database")).isDirectory();
    }
  }

  private static long processId() {
    return ProcessHandle.current().pid();
  }

  private static List<String> tenants(EmbeddedDatabase server) {
    try (var database = Database.open(server.settings())) {
      return database.withHandle(
          handle -> handle.createQuery("select id from tenant").mapTo(String.class).list());
    }
  }
}
