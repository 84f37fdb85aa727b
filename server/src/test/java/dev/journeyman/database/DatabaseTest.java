package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static final Database DATABASE = TestDatabase.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.withHandle(handle -> handle.execute("delete from tenant where id <> 'default'"));
  }

  @Test
  void workInsideATransactionIsCommittedTogether() {
    DATABASE.useTransaction(
        _ -> {
          DATABASE.withHandle(handle -> insert(handle, "one"));
          DATABASE.inTransaction(handle -> insert(handle, "two"));
        });
    assertThat(tenants()).isEqualTo(3);
  }

  @Test
  void workThatThrowsLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                DATABASE.useTransaction(
                    _ -> {
                      DATABASE.withHandle(handle -> insert(handle, "one"));
                      DATABASE.inTransaction(handle -> insert(handle, "two"));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    assertThat(tenants()).isEqualTo(1);
  }

  @Test
  void sec07AnErrorRepeatsNeitherArgumentsNorRows() {
    assertThatThrownBy(
            () ->
                DATABASE.withHandle(
                    handle ->
                        handle
                            .createUpdate(
                                """
                                insert into repository (id, tenant, name, location, target_branch,
                                  configuration, created_at)
                                values (gen_random_uuid(), 'nobody', 'x', :location, 'main', '{}', now())
                                """)
                            .bind("location", "a-secret-value")
                            .execute()))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .satisfies(
            e -> {
              assertThat(stackTrace(e)).contains("repository_tenant_fkey");
              assertThat(stackTrace(e)).doesNotContain("a-secret-value").doesNotContain("nobody");
            });
  }

  private static String stackTrace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void anotherThreadIsNotPartOfTheTransaction() {
    DATABASE.useTransaction(
        handle -> {
          insert(handle, "one");
          assertThat(CompletableFuture.supplyAsync(DatabaseTest::tenants).join()).isEqualTo(1);
          assertThat(tenants()).isEqualTo(2);
        });
  }

  @Test
  void plainJdbcTakesPartInTheTransactionButCannotEndIt() {
    assertThatThrownBy(
            () ->
                DATABASE.useTransaction(
                    _ -> {
                      insertOverJdbc();
                      assertThat(tenants()).isEqualTo(2);
                      throw new IllegalArgumentException("undo");
                    }))
        .hasMessage("undo");
    assertThat(tenants()).isEqualTo(1);
    insertOverJdbc();
    assertThat(tenants()).isEqualTo(2);
  }

  @Test
  void aJobIsScheduledWithTheTransactionOrNotAtAll() {
    var client = SchedulerClient.Builder.create(DATABASE.transactional()).build();
    var job = new TaskInstance<Void>("job", "1");
    assertThatThrownBy(
            () ->
                DATABASE.useTransaction(
                    _ -> {
                      client.scheduleIfNotExists(job, Instant.now());
                      assertThat(client.getScheduledExecution(job)).isPresent();
                      throw new IllegalArgumentException("undo");
                    }))
        .hasMessage("undo");
    assertThat(client.getScheduledExecution(job)).isEmpty();
    DATABASE.useTransaction(_ -> client.scheduleIfNotExists(job, Instant.now()));
    assertThat(client.getScheduledExecution(job)).isPresent();
  }

  @Test
  void commitRollbackAndAutoCommitOfABorrowedConnectionAreErrors() {
    DATABASE.useTransaction(
        _ -> {
          try (var connection = DATABASE.transactional().getConnection()) {
            assertThatThrownBy(connection::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(connection::rollback).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> connection.setAutoCommit(true))
                .isInstanceOf(IllegalStateException.class);
            connection.rollback(connection.setSavepoint());
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void thePoolStaysOutsideOfTheTransaction() {
    DATABASE.useTransaction(
        handle -> {
          insert(handle, "one");
          try (var connection = DATABASE.pool().getConnection();
              var rows = connection.createStatement().executeQuery("select count(*) from tenant")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void anInstantComesBackAsItWasWhateverTheTimeZone() {
    var instant = Instant.parse("2026-04-05T01:45:12.345678Z");
    var back =
        DATABASE.withHandle(
            handle ->
                handle
                    .createQuery("select cast(:at as timestamptz)")
                    .bind("at", instant)
                    .mapTo(Instant.class)
                    .one());
    assertThat(back).isEqualTo(instant);
  }

  @Test
  void theServiceCanAddToTheAuditAndChangeNothingInIt() {
    DATABASE.withHandle(handle -> handle.execute(AUDIT));
    assertThat(DATABASE.withHandle(DatabaseTest::auditRows)).isEqualTo(1);
    DATABASE.withHandle(handle -> handle.execute("grant update on audit to journeyman_service"));
    refused("update audit set actor = 'nobody'");
    refused("delete from audit");
    refused("truncate audit");
    refused("drop table audit");
    refused("alter table audit disable trigger all");
    refused("delete from flyway_schema_history");
    refused("set role journeyman_owner");
    refused("copy (select 1) to program 'true'");
  }

  private static final String AUDIT =
      """
      insert into audit
        (sequence, tenant, at, actor, address, action, subject, detail, previous_hash, hash)
      values (1, 'default', now(), 'ada', '', 'approve', 't', '{}', '', 'h')
      """;

  private static void refused(String statement) {
    assertThatThrownBy(() -> DATABASE.withHandle(handle -> handle.execute(statement)))
        .as(statement)
        .isInstanceOf(UnableToExecuteStatementException.class)
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(e.getMessage()).isIn("42501"));
  }

  private static void insertOverJdbc() {
    try (var connection = DATABASE.transactional().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("insert into tenant (id) values ('jdbc')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int insert(Handle handle, String tenant) {
    return handle.execute("insert into tenant (id) values (?)", tenant);
  }

  private static int tenants() {
    return DATABASE.withHandle(handle -> count(handle, "select count(*) from tenant"));
  }

  private static int auditRows(Handle handle) {
    return count(handle, "select count(*) from audit");
  }

  private static int count(Handle handle, String question) {
    return handle.createQuery(question).mapTo(Integer.class).one();
  }
}
