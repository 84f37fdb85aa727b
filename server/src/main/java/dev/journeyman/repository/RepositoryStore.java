package dev.journeyman.repository;

import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The registered repositories. Archived ones stay for the tasks that name them and are listed no
/// more.
public final class RepositoryStore {

  private static final String SELECT =
      """
      select id, tenant, name, location, target_branch, configuration::text as configuration,
        created_at
      from repository
      """;

  private final Database database;
  private final Clock clock;

  public RepositoryStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Registers a repository. One that was archived under this name and lies at the same place is
  /// taken up again; at another place it is another repository, and tasks of the old one stay its.
  ///
  /// @throws NameTakenException if the tenant has one of this name already
  public Repository register(
      String tenant,
      String name,
      String location,
      String targetBranch,
      RepositoryConfiguration configuration) {
    return database.inTransaction(
        handle -> {
          // Two at once under one name would find each other only at the end.
          handle.execute(
              "select pg_advisory_xact_lock(hashtextextended(?, 0))", tenant + "/" + name);
          if (find(tenant, name).isPresent()) {
            throw new NameTakenException(name);
          }
          if (!takenUpAgain(handle, tenant, name, location)) {
            insert(handle, tenant, name, location, targetBranch);
          }
          return change(tenant, name, targetBranch, configuration).orElseThrow();
        });
  }

  private static boolean takenUpAgain(Handle handle, String tenant, String name, String location) {
    return handle
            .createUpdate(
                """
                update repository set archived_at = null
                where id = (
                  select id from repository
                  where tenant = :tenant and name = :name and location = :location
                  order by archived_at desc limit 1)
                """)
            .bind("tenant", tenant)
            .bind("name", name)
            .bind("location", location)
            .execute()
        > 0;
  }

  private void insert(
      Handle handle, String tenant, String name, String location, String targetBranch) {
    handle
        .createUpdate(
            """
            insert into repository
              (id, tenant, name, location, target_branch, configuration, created_at)
            values (:id, :tenant, :name, :location, :branch, '{}', :now)
            """)
        .bind("id", UUID.randomUUID())
        .bind("tenant", tenant)
        .bind("name", name)
        .bind("location", location)
        .bind("branch", targetBranch)
        .bind("now", clock.instant())
        .execute();
  }

  public Optional<Repository> find(String tenant, String name) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT + " where tenant = :tenant and name = :name and archived_at is null")
                .bind("tenant", tenant)
                .bind("name", name)
                .map(RepositoryStore::read)
                .findOne());
  }

  /// Finds by id, archived or not.
  public Optional<Repository> find(UUID id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map(RepositoryStore::read)
                .findOne());
  }

  /// The tenant's repositories, the first registered first.
  public List<Repository> list(String tenant) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " where tenant = :tenant and archived_at is null order by created_at, name")
                .bind("tenant", tenant)
                .map(RepositoryStore::read)
                .list());
  }

  /// Changes branch and configuration; empty if there is no such repository.
  public Optional<Repository> change(
      String tenant, String name, String targetBranch, RepositoryConfiguration configuration) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update repository
                    set target_branch = :branch, configuration = cast(:json as jsonb)
                    where tenant = :tenant and name = :name and archived_at is null
                    """)
                .bind("branch", targetBranch)
                .bind("json", StoredJson.write(configuration))
                .bind("tenant", tenant)
                .bind("name", name)
                .execute());
    return find(tenant, name);
  }

  /// Archives a repository; false if there was none.
  public boolean archive(String tenant, String name) {
    return database.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update repository set archived_at = :now
                        where tenant = :tenant and name = :name and archived_at is null
                        """)
                    .bind("now", clock.instant())
                    .bind("tenant", tenant)
                    .bind("name", name)
                    .execute()
                > 0);
  }

  private static Repository read(ResultSet row, StatementContext context) throws SQLException {
    return new Repository(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("name"),
        row.getString("location"),
        row.getString("target_branch"),
        StoredJson.read(row.getString("configuration"), RepositoryConfiguration.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
