package dev.journeyman.agent.tool;

import java.sql.Connection;
import java.sql.SQLException;

/// Sees to it that a data source is asked as a role that can only read.
final class UnprivilegedRole {

  private static final String CHECK =
      """
      SELECT
        EXISTS (SELECT FROM pg_roles r
                WHERE pg_has_role(session_user, r.oid, 'MEMBER')
                  AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                       OR r.rolbypassrls)) AS powerful,
        EXISTS (SELECT FROM pg_roles r
                WHERE pg_has_role(session_user, r.oid, 'MEMBER')
                  AND r.rolname IN ('pg_read_server_files', 'pg_write_server_files',
                                    'pg_execute_server_program', 'pg_write_all_data',
                                    'pg_signal_backend', 'pg_maintain')) AS reaches_host,
        EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'f')
                  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                  AND has_schema_privilege(session_user, n.oid, 'USAGE')
                  AND has_table_privilege(session_user, c.oid,
                                          'INSERT, UPDATE, DELETE, TRUNCATE')) AS writes
      """;

  private UnprivilegedRole() {}

  static void require(Connection connection, String source) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(CHECK)) {
      row.next();
      refuseIf(row.getBoolean("powerful"), source, "is or can become a role that rules the server");
      refuseIf(row.getBoolean("reaches_host"), source, "can reach files or programs of the server");
      refuseIf(row.getBoolean("writes"), source, "can write to tables");
    }
  }

  private static void refuseIf(boolean found, String source, String why) {
    if (found) {
      throw new ToolFailure(
          "The role of the data source `%s` %s, so it is not used. An administrator must configure a role with SELECT rights only. Go on without it."
              .formatted(source, why));
    }
  }
}
