package dev.journeyman.http;

import dev.journeyman.database.Database;
import dev.journeyman.http.Grant.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;

/// Where grants are kept, by the SHA-256 of their codes: in the database, so that a session
/// outlives a restart and is good at every instance. Called from any thread.
public final class GrantStore {

  private final Database database;

  public GrantStore(Database database) {
    this.database = database;
  }

  /// Keeps a grant, in place of the one that had the hash.
  void save(String hash, Grant grant) {
    var owner = grant.principal();
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into access_grant (hash, purpose, subject, actor, tenant, roles,
                      principal_expires_at, first_use_by, expires_at)
                    values (:hash, :purpose, :subject, :actor, :tenant, :roles,
                      :principalEnd, :firstUseBy, :end)
                    on conflict (hash) do update set first_use_by = excluded.first_use_by
                    """)
                .bind("hash", hash)
                .bind("purpose", grant.purpose().name())
                .bind("subject", grant.subject())
                .bind("actor", owner.user())
                .bind("tenant", owner.tenant())
                .bind("roles", owner.roles().toArray(String[]::new))
                .bind("principalEnd", owner.expiresAt().atOffset(ZoneOffset.UTC))
                .bind("firstUseBy", grant.firstUseBy().atOffset(ZoneOffset.UTC))
                .bind("end", grant.expiresAt().atOffset(ZoneOffset.UTC))
                .execute());
  }

  Optional<Grant> find(String hash) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select purpose, subject, actor, tenant, roles, principal_expires_at,
                      first_use_by, expires_at
                    from access_grant where hash = :hash
                    """)
                .bind("hash", hash)
                .map(GrantStore::grant)
                .findOne());
  }

  /// Removes a grant; of several callers at once, exactly one hears `true`.
  boolean remove(String hash) {
    return database.withHandle(
            handle ->
                handle
                    .createUpdate("delete from access_grant where hash = :hash")
                    .bind("hash", hash)
                    .execute())
        == 1;
  }

  /// Forgets what has expired.
  ///
  /// @return how many
  int sweep(Instant now) {
    return database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from access_grant where expires_at <= :now or first_use_by <= :now
                    """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Grant grant(ResultSet columns, StatementContext context) throws SQLException {
    var roles = Set.of((String[]) columns.getArray("roles").getArray());
    var principal =
        new Principal(
            columns.getString("actor"),
            columns.getString("tenant"),
            roles,
            instant(columns, "principal_expires_at"));
    return new Grant(
        Purpose.valueOf(columns.getString("purpose")),
        columns.getString("subject"),
        principal,
        instant(columns, "first_use_by"),
        instant(columns, "expires_at"));
  }

  private static Instant instant(ResultSet columns, String name) throws SQLException {
    return columns.getObject(name, OffsetDateTime.class).toInstant();
  }
}
