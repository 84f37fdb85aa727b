package dev.journeyman.database;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The role with which the service works: it reads and writes every table, but owns none, and what
/// is written to `audit` it can neither change nor delete.
sealed interface ServiceRole {

  String NAME = "journeyman_service";

  /// The statement with which a new connection takes the role, where its login is another's.
  Optional<String> stepDown();

  /// The service has a login of its own.
  record OwnLogin(String name) implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.empty();
    }
  }

  /// The service logs in as the owner and takes the lesser role on each connection.
  record TakenByOwner() implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.of("set role " + NAME);
    }
  }

  /// The owner may not make roles and nobody made one: the service works as the owner.
  record None() implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.empty();
    }
  }

  /// Finds the role for these settings, makes it if need be, and grants it what it needs on the
  /// tables there are. To be called on the owner's connection after each migration.
  static ServiceRole prepare(Handle owner, DatabaseSettings settings) {
    var role = settings.oneLogin() ? besides(owner) : new OwnLogin(settings.service().user());
    switch (role) {
      case OwnLogin(var name) -> grant(owner, name);
      case TakenByOwner() -> grant(owner, NAME);
      case None() -> {}
    }
    return role;
  }

  private static ServiceRole besides(Handle owner) {
    try {
      owner.useTransaction(ServiceRole::create);
      return new TakenByOwner();
    } catch (UnableToExecuteStatementException e) {
      Log.LOGGER.warn(
          "The service works as the owner of its tables, so only the hash chain protects the audit"
              + " table: this login may not make the role {}. An administrator of the database can:"
              + " create role {}; grant {} to {};",
          NAME,
          NAME,
          NAME,
          user(owner));
      return new None();
    }
  }

  private static void create(Handle owner) {
    if (!exists(owner)) {
      owner.execute("create role " + NAME + " nologin");
    }
    if (!member(owner)) {
      owner.execute("grant " + NAME + " to current_user");
    }
  }

  private static boolean exists(Handle owner) {
    return truth(owner, "select exists (select from pg_roles where rolname = '" + NAME + "')");
  }

  private static boolean member(Handle owner) {
    return truth(owner, "select pg_has_role(current_user, '" + NAME + "', 'SET')");
  }

  private static boolean truth(Handle owner, String question) {
    return owner.createQuery(question).mapTo(Boolean.class).one();
  }

  private static String user(Handle owner) {
    return owner.createQuery("select current_user").mapTo(String.class).one();
  }

  private static void grant(Handle owner, String role) {
    var quoted = '"' + role.replace("\"", "\"\"") + '"';
    owner.useTransaction(
        handle -> {
          GRANTS.forEach(grant -> handle.execute(grant.formatted(quoted)));
          if (truth(handle, "select to_regclass('public.audit') is not null")) {
            handle.execute("revoke update, delete on table audit from " + quoted);
          }
        });
  }

  List<String> GRANTS =
      List.of(
          "grant usage on schema public to %s",
          "grant select, insert, update, delete on all tables in schema public to %s",
          "grant usage, select on all sequences in schema public to %s",
          "revoke insert, update, delete on table flyway_schema_history from %s");

  /// An interface has no private fields.
  final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceRole.class);

    private Log() {}
  }
}
