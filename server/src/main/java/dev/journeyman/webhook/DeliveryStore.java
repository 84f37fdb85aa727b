package dev.journeyman.webhook;

import dev.journeyman.database.Database;
import dev.journeyman.webhook.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The table of deliveries. What a worker writes names the attempt it made, so that one that comes
/// late changes nothing.
final class DeliveryStore {

  private static final String COLUMNS =
      """
      id, webhook, event, type, body, state, attempts, due_at, attempted_at, response_status,
        response_excerpt, error, created_at, ended_at
      """;

  private final Database database;

  DeliveryStore(Database database) {
    this.database = database;
  }

  /// Adds a delivery that is due at once.
  ///
  /// @return whether it is new: a webhook is told of each event once
  boolean insert(UUID id, UUID webhook, String event, EventType type, String body, Instant now) {
    return database.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into webhook_delivery
                          (id, webhook, event, type, body, state, attempts, due_at, created_at)
                        values (:id, :webhook, :event, :type, :body, 'pending', 0, :now, :now)
                        on conflict (webhook, event) do nothing
                        """)
                    .bind("id", id)
                    .bind("webhook", webhook)
                    .bind("event", event)
                    .bind("type", type.wire())
                    .bind("body", body)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }

  Optional<Delivery> find(UUID id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from webhook_delivery where id = :id")
                .bind("id", id)
                .map(DeliveryStore::read)
                .findOne());
  }

  /// A webhook's, the newest first.
  ///
  /// @param before only those older than this one
  List<Delivery> list(UUID webhook, Optional<State> state, Optional<UUID> before, int limit) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from webhook_delivery
                        where webhook = :webhook
                          and (:state::text is null or state = :state)
                          and (:before::uuid is null or id < :before)
                        order by id desc limit :limit
                        """)
                .bind("webhook", webhook)
                .bind("state", state.map(State::wire).orElse(null))
                .bind("before", before.orElse(null))
                .bind("limit", limit)
                .map(DeliveryStore::read)
                .list());
  }

  /// Begins an attempt, unless the delivery has ended or is not due. Should the worker vanish, it
  /// is due again at `until`.
  Optional<Delivery> claim(UUID id, Instant now, Instant until) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update webhook_delivery set attempts = attempts + 1, attempted_at = :now,
                      due_at = :until
                    where id = :id and state = 'pending' and due_at <= :now
                    returning
                    """
                        + COLUMNS)
                .bind("id", id)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .map(DeliveryStore::read)
                .findOne());
  }

  /// Writes down how an attempt came out.
  ///
  /// @param attempt as it was claimed
  void conclude(Delivery attempt, Outcome outcome, Instant now) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update webhook_delivery set state = :state, due_at = :due,
                      response_status = :status, response_excerpt = :excerpt, error = :error,
                      ended_at = case when :state = 'pending' then null else :now end
                    where id = :id and state = 'pending' and attempts = :attempts
                    """)
                .bind("state", outcome.state().wire())
                .bind("due", outcome.dueAt().orElse(now).atOffset(ZoneOffset.UTC))
                .bind("status", outcome.status())
                .bind("excerpt", outcome.excerpt())
                .bind("error", outcome.error())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("id", attempt.id())
                .bind("attempts", attempt.attempts())
                .execute());
  }

  /// Begins anew with one that has ended.
  ///
  /// @return whether it had
  boolean revive(UUID id, Instant now) {
    return database.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update webhook_delivery set state = 'pending', attempts = 0, due_at = :now,
                          ended_at = null
                        where id = :id and state <> 'pending'
                        """)
                    .bind("id", id)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }

  /// Deletes those that ended before an instant.
  void forget(Instant before) {
    database.withHandle(
        handle ->
            handle
                .createUpdate("delete from webhook_delivery where ended_at < :before")
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Delivery read(ResultSet row, StatementContext context) throws SQLException {
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("webhook", UUID.class),
        row.getString("event"),
        row.getString("type"),
        row.getString("body"),
        State.parse(row.getString("state")).orElseThrow(),
        row.getInt("attempts"),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        instant(row, "attempted_at"),
        row.getObject("response_status", Integer.class),
        row.getString("response_excerpt"),
        row.getString("error"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
