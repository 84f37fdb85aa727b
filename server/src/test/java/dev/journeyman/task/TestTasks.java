package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;
import dev.journeyman.queue.TaskJobs;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/// Tasks in a real database, with no worker that would take them.
public record TestTasks(Database database, TaskStore store, UUID repository)
    implements AutoCloseable {

  public static final String MODEL = "claude-sonnet-5-5";

  public static TestTasks fresh() {
    var database = TestDatabase.fresh();
    var clock = Clock.systemUTC();
    var repository =
        new RepositoryStore(database, clock)
            .register("default", "sample", "/nowhere", "main", RepositoryConfiguration.EMPTY);
    return new TestTasks(
        database,
        new TaskStore(database, new TaskJobs(database, clock), _ -> {}, clock),
        repository.id());
  }

  public Task submit(Budget budget) {
    return store.submit("default", repository, request(budget), "tester");
  }

  public Task submit() {
    return submit(Budget.NONE);
  }

  public Task submit(String text) {
    return store.submit("default", repository, request(text, Budget.NONE), "tester");
  }

  public static TaskRequest request(Budget budget) {
    return request("Do something", budget);
  }

  private static TaskRequest request(String text, Budget budget) {
    return new TaskRequest(
        text,
        null,
        true,
        Priority.NORMAL,
        Duration.ofMinutes(30),
        "main",
        budget,
        MODEL,
        "medium",
        null);
  }

  /// How many jobs wait for a worker.
  public int jobs() {
    return database.withHandle(
        handle ->
            handle.createQuery("select count(*) from scheduled_tasks").mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    database.close();
  }
}
