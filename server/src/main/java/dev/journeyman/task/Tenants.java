package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who owns things. A tenant is there from the first request of somebody whom a signed token puts
/// into it: whoever signs tokens decides which there are. Safe for use by many threads.
public final class Tenants {

  private final Database database;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  public Tenants(Database database) {
    this.database = database;
  }

  /// Makes sure that the tenant is there. Asks the database once for each.
  public void require(String tenant) {
    if (known.contains(tenant)) {
      return;
    }
    database.withHandle(
        handle ->
            handle
                .createUpdate("insert into tenant (id) values (:id) on conflict do nothing")
                .bind("id", tenant)
                .execute());
    known.add(tenant);
  }
}
