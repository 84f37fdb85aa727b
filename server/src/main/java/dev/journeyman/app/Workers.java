package dev.journeyman.app;

import dev.journeyman.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The instances that work on tasks, as each told the others last, and which of them are full.
record Workers(Database database) {

  /// Between two reports of one.
  static final Duration EVERY = Duration.ofSeconds(5);

  /// After so long without a report one counts no more.
  private static final Duration GONE = EVERY.multipliedBy(6);

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /// @param refusal null while it has room
  private record Report(String name, @Nullable String refusal) {

    boolean full() {
      return refusal != null;
    }

    String text() {
      return "%s: %s".formatted(name, refusal);
    }
  }

  /// Tells the others how this instance is, and forgets those that are gone for long. Never throws.
  ///
  /// @param refusal why it begins no task now
  void report(String name, Optional<String> refusal) {
    try {
      database.withHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      with gone as (
                        delete from worker
                        where seen_at < now() - interval '1 day' and name <> :name)
                      insert into worker (name, seen_at, refusal) values (:name, now(), :refusal)
                      on conflict (name) do update
                        set seen_at = excluded.seen_at, refusal = excluded.refusal
                      """)
                  .bind("name", name)
                  .bind("refusal", refusal.orElse(null))
                  .execute());
    } catch (RuntimeException e) {
      LOG.debug("Could not tell whether there is room here; it is tried again in {}", EVERY, e);
    }
  }

  /// Why no worker can begin a task; empty if one can, or none is there: tasks wait for one.
  Optional<String> refusal() {
    var reports = reports();
    return reports.isEmpty() || !reports.stream().allMatch(Report::full)
        ? Optional.empty()
        : Optional.of(
            "No worker has room for a task. "
                + reports.stream().map(Report::text).collect(Collectors.joining(". ")));
  }

  /// Each worker that begins no task, by name, with the reason.
  List<String> full() {
    return reports().stream().filter(Report::full).map(Report::text).toList();
  }

  private List<Report> reports() {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, refusal from worker
                    where seen_at > now() - make_interval(secs => :gone) order by name
                    """)
                .bind("gone", GONE.toSeconds())
                .map((row, _) -> new Report(row.getString("name"), row.getString("refusal")))
                .list());
  }
}
