package dev.journeyman.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A transaction under way.
///
/// @param connection the handle's connection, guarded so that whoever borrows it cannot end the
///     transaction
/// @param announcements what is to be told after its commit
record Transaction(
    Handle handle, Connection connection, List<Announcements.Announcement> announcements) {

  private static final Set<String> ENDS = Set.of("commit", "rollback", "abort");

  static Transaction of(Handle handle, List<Announcements.Announcement> announcements) {
    return new Transaction(handle, guarded(handle.getConnection()), announcements);
  }

  private static Connection guarded(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Transaction.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> call(connection, method, arguments));
  }

  private static @Nullable Object call(
      Connection connection, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    var name = method.getName();
    if (name.equals("close")) {
      return null;
    }
    if (endsTransaction(name, arguments)) {
      throw new IllegalStateException(
          "Connection.%s: the transaction is ended by whoever began it".formatted(name));
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /// A rollback to a savepoint does not end it.
  private static boolean endsTransaction(String name, @Nullable Object @Nullable [] arguments) {
    var plain = arguments == null || name.equals("abort");
    var autoCommit =
        name.equals("setAutoCommit") && arguments != null && Boolean.TRUE.equals(arguments[0]);
    return autoCommit || (plain && ENDS.contains(name));
  }
}
