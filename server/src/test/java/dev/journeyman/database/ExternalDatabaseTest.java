package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// A database that is not ours gives us one login; what the service may do depends on that login.
class ExternalDatabaseTest {

  private static DatabaseSettings asOne(Login login) {
    var settings = TestDatabase.empty();
    var name = settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
    TestDatabase.asSuperuser("alter database %s owner to %s".formatted(name, login.user()));
    return new DatabaseSettings(settings.jdbcUrl(), login, login, 4);
  }

  private static String role(Database database) {
    return database.withHandle(
        handle -> handle.createQuery("select current_user").mapTo(String.class).one());
  }

  @Test
  void aLoginThatMayMakeRolesStepsDown() {
    TestDatabase.asSuperuser("create role maker login createrole password 'secret'");
    TestDatabase.asSuperuser("grant journeyman_service to maker");
    try (var database = Database.open(asOne(new Login("maker", "secret")))) {
      assertThat(role(database)).isEqualTo("journeyman_service");
      assertThatThrownBy(() -> database.withHandle(h -> h.execute("delete from audit")))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aLoginThatMayNotWorksAsTheOwner() {
    TestDatabase.asSuperuser("create role plain login password 'secret'");
    try (var database = Database.open(asOne(new Login("plain", "secret")))) {
      assertThat(role(database)).isEqualTo("plain");
    }
  }

  @Test
  void anUnreachableDatabaseIsSaidWithItsAddressAndWithoutThePassword() {
    var settings = DatabaseSettings.of("postgresql://ada:hidden@127.0.0.1:1/jobs");
    assertThatThrownBy(() -> Database.open(settings))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/jobs as ada")
        .hasMessageNotContaining("hidden");
  }
}
