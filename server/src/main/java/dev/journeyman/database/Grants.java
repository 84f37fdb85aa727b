package dev.journeyman.database;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the owner grants to the service's role after each migration.
final class Grants {

  private static final Logger LOGGER = LoggerFactory.getLogger(Grants.class);

  private static final List<String> ON_EVERYTHING =
      List.of(
          "grant usage on schema public to %s",
          "grant select, insert, update, delete on all tables in schema public to %s",
          "grant usage, select on all sequences in schema public to %s",
          "revoke insert, update, delete on table flyway_schema_history from %s");

  private Grants() {}

  /// Finds the role for these settings, makes it if need be, and grants it what it needs on the
  /// tables there are. To be called on a connection of the owner.
  static ServiceRole give(Handle owner, DatabaseSettings settings) {
    var role =
        settings.oneLogin() ? besides(owner) : new ServiceRole.OwnLogin(settings.service().user());
    switch (role) {
      case ServiceRole.OwnLogin(var name) -> give(owner, name);
      case ServiceRole.TakenByOwner() -> give(owner, ServiceRole.NAME);
      case ServiceRole.None() -> {}
    }
    return role;
  }

  private static ServiceRole besides(Handle owner) {
    try {
      owner.useTransaction(Grants::create);
      return new ServiceRole.TakenByOwner();
    } catch (UnableToExecuteStatementException e) {
      LOGGER.warn(
          "The service works as the owner of its tables, so only the hash chain protects the audit"
              + " table, for its login may not make a role ({}). An administrator of the database"
              + " can: create role {}; grant {} to {};",
          e.getShortMessage(),
          ServiceRole.NAME,
          ServiceRole.NAME,
          owner.createQuery("select current_user").mapTo(String.class).one());
      return new ServiceRole.None();
    }
  }

  private static void create(Handle owner) {
    var name = ServiceRole.NAME;
    if (!truth(owner, "select exists (select from pg_roles where rolname = '" + name + "')")) {
      owner.execute("create role " + name + " nologin");
    }
    if (!truth(owner, "select pg_has_role(current_user, '" + name + "', 'SET')")) {
      owner.execute("grant " + name + " to current_user");
    }
  }

  private static void give(Handle owner, String role) {
    var quoted = '"' + role.replace("\"", "\"\"") + '"';
    owner.useTransaction(
        handle -> {
          ON_EVERYTHING.forEach(grant -> handle.execute(grant.formatted(quoted)));
          if (truth(handle, "select to_regclass('public.audit') is not null")) {
            handle.execute("revoke update, delete on table audit from " + quoted);
          }
        });
  }

  private static boolean truth(Handle owner, String question) {
    return owner.createQuery(question).mapTo(Boolean.class).one();
  }
}
