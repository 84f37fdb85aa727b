package dev.journeyman.http;

import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;

/// One database for all tests of this room; each test uses tenants of its own.
final class TestTenants {

  static final Database DATABASE = TestDatabase.fresh();

  private TestTenants() {}

  static void add(String tenant) {
    DATABASE.withHandle(
        handle ->
            handle.execute("insert into tenant (id) values (?) on conflict do nothing", tenant));
  }
}
