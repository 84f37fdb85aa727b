package dev.journeyman.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Remembers the answers of requests that carry an `Idempotency-Key`, for a day. The key, the work
/// and the answer are one transaction: there is never one without the others.
final class Idempotency {

  private static final Duration KEPT = Duration.ofHours(24);

  /// Whose key it is; a key of another person is another key.
  record Key(Principal owner, String value) {}

  /// What was or is answered.
  record Answer(int status, String body, String location, boolean replayed) {}

  private final Database database;
  private final Clock clock;

  Idempotency(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Does the work, or gives the answer that it had the first time.
  Answer once(Key key, JsonNode body, Supplier<Answer> work) {
    var fingerprint = Grants.hash(Json.canonical(body));
    return database.inTransaction(
        handle -> {
          lock(handle, key);
          forget(handle, key);
          var known = find(handle, key, fingerprint);
          return known.orElseGet(() -> keep(handle, key, fingerprint, work.get()));
        });
  }

  private static void lock(Handle handle, Key key) {
    boolean free =
        handle
            .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
            .bind("key", String.join("\n", key.owner().tenant(), key.owner().user(), key.value()))
            .mapTo(Boolean.class)
            .one();
    if (!free) {
      throw new ApiException(
          Problem.of(
              409,
              "request-in-flight",
              "Request is still in flight",
              "The first request with this Idempotency-Key is not answered yet; try again"));
    }
  }

  private void forget(Handle handle, Key key) {
    handle
        .createUpdate(
            """
            delete from idempotency
            where tenant = :tenant and actor = :actor and key = :key and created_at < :before
            """)
        .bind("tenant", key.owner().tenant())
        .bind("actor", key.owner().user())
        .bind("key", key.value())
        .bind("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .execute();
  }

  /// Forgets the answers nobody gets any more.
  ///
  /// @return how many
  static int forgetOld(Handle handle, Instant now) {
    return handle
        .createUpdate("delete from idempotency where created_at < :before")
        .bind("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static Optional<Answer> find(Handle handle, Key key, String fingerprint) {
    record Row(String fingerprint, Answer answer) {}
    var row =
        handle
            .createQuery(
                """
                select fingerprint, status, answer, location from idempotency
                where tenant = :tenant and actor = :actor and key = :key
                """)
            .bind("tenant", key.owner().tenant())
            .bind("actor", key.owner().user())
            .bind("key", key.value())
            .map(
                (columns, _) ->
                    new Row(
                        columns.getString("fingerprint"),
                        new Answer(
                            columns.getInt("status"),
                            columns.getString("answer"),
                            columns.getString("location"),
                            true)))
            .findOne();
    if (row.isPresent() && !row.get().fingerprint().equals(fingerprint)) {
      throw new ApiException(
          Problem.of(
              422,
              "idempotency-key-reused",
              "Idempotency-Key was used for another body",
              "Use a new key for a new request"));
    }
    return row.map(Row::answer);
  }

  private Answer keep(Handle handle, Key key, String fingerprint, Answer answer) {
    handle
        .createUpdate(
            """
            insert into idempotency
              (tenant, actor, key, fingerprint, status, answer, location, created_at)
            values (:tenant, :actor, :key, :fingerprint, :status, :answer, :location, :now)
            """)
        .bind("tenant", key.owner().tenant())
        .bind("actor", key.owner().user())
        .bind("key", key.value())
        .bind("fingerprint", fingerprint)
        .bind("status", answer.status())
        .bind("answer", answer.body())
        .bind("location", answer.location())
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .execute();
    return answer;
  }
}
