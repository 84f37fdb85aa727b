package dev.journeyman.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that starts an embedded database, stores something and then waits to be
/// killed.
final class StartedElsewhere {

  private StartedElsewhere() {}

  public static void main(String[] arguments) throws InterruptedException {
    var server = EmbeddedDatabase.start(Path.of(arguments[0]));
    try (var database = Database.open(server.settings())) {
      database.withHandle(handle -> handle.execute("insert into tenant (id) values ('kept')"));
      System.out.println("ready");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /// Starts it and returns when the row is committed.
  static Process on(Path directory) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var process =
        new ProcessBuilder(
                List.of(java, "-cp", classes, StartedElsewhere.class.getName(), "" + directory))
            .redirectError(Files.createTempFile(directory, "child", ".log").toFile())
            .start();
    try (var output = process.inputReader()) {
      if (output.lines().noneMatch("ready"::equals)) {
        throw new IOException("The process did not start the database");
      }
    }
    return process;
  }
}
