package dev.journeyman.webhook;

import dev.journeyman.database.Database;
import dev.journeyman.webhook.Webhook.Wish;
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

/// The table of webhooks. Secrets go in and come out encrypted.
final class WebhookStore {

  private static final String SELECT =
      """
      select id, tenant, url, events, description, enabled, disabled_reason,
        previous_secret_ends_at, created_by, created_at, updated_at
      from webhook
      """;

  private final Database database;

  WebhookStore(Database database) {
    this.database = database;
  }

  void insert(Webhook webhook, byte[] secret) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into webhook (id, tenant, url, events, description, enabled, secret,
                      created_by, created_at, updated_at)
                    values (:id, :tenant, :url, :events, :description, :enabled, :secret,
                      :user, :now, :now)
                    """)
                .bind("id", webhook.id())
                .bind("tenant", webhook.tenant())
                .bind("url", webhook.url())
                .bind("events", webhook.events().toArray(String[]::new))
                .bind("description", webhook.description())
                .bind("enabled", webhook.enabled())
                .bind("secret", secret)
                .bind("user", webhook.createdBy())
                .bind("now", webhook.createdAt().atOffset(ZoneOffset.UTC))
                .execute());
  }

  /// The tenant's, the first made first.
  List<Webhook> list(String tenant) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where tenant = :tenant order by id")
                .bind("tenant", tenant)
                .map(WebhookStore::read)
                .list());
  }

  Optional<Webhook> find(UUID id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map(WebhookStore::read)
                .findOne());
  }

  /// Holds the tenant until the end of the transaction, so that its webhooks can be counted.
  void lockTenant(String tenant) {
    database.withHandle(
        handle ->
            handle
                .createQuery("select id from tenant where id = :tenant for no key update")
                .bind("tenant", tenant)
                .mapTo(String.class)
                .findOne());
  }

  /// Those of a tenant that want to hear of a type. They stay until the end of the transaction, so
  /// that deliveries can name them.
  List<UUID> listeners(String tenant, EventType type) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from webhook
                    where tenant = :tenant and enabled and events && cast(:names as text[])
                    for key share
                    """)
                .bind("tenant", tenant)
                .bind("names", new String[] {EventType.ALL, type.wire()})
                .mapTo(UUID.class)
                .list());
  }

  /// @return empty if it was deleted meanwhile
  Optional<Webhook> change(UUID id, Wish wish, @Nullable String disabledReason, Instant now) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update webhook set url = :url, events = :events, description = :description,
                      enabled = :enabled, disabled_reason = :reason, updated_at = :now
                    where id = :id
                    """)
                .bind("url", wish.url())
                .bind("events", wish.events().toArray(String[]::new))
                .bind("description", wish.description())
                .bind("enabled", wish.enabled())
                .bind("reason", disabledReason)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
    return find(id);
  }

  /// Disables one that still leads where it did.
  ///
  /// @return whether it was enabled until now
  boolean disable(Webhook webhook, String reason, Instant now) {
    return database.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update webhook set enabled = false, disabled_reason = :reason,
                          updated_at = :now
                        where id = :id and url = :url and enabled
                        """)
                    .bind("reason", reason)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("id", webhook.id())
                    .bind("url", webhook.url())
                    .execute())
        == 1;
  }

  /// With its deliveries.
  boolean delete(UUID id) {
    return database.withHandle(
            handle ->
                handle.createUpdate("delete from webhook where id = :id").bind("id", id).execute())
        == 1;
  }

  /// Puts a secret in front of the one there is, which signs until `end`.
  ///
  /// @return empty if the webhook was deleted meanwhile
  Optional<Webhook> replaceSecret(UUID id, byte[] secret, Instant end, Instant now) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update webhook set previous_secret = secret, previous_secret_ends_at = :end,
                      secret = :secret, updated_at = :now
                    where id = :id
                    """)
                .bind("secret", secret)
                .bind("end", end.atOffset(ZoneOffset.UTC))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
    return find(id);
  }

  /// Those that sign now, encrypted, the newest first; none if the webhook was deleted.
  List<byte[]> secrets(UUID id, Instant now) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select secret as value, 1 as place from webhook where id = :id
                    union all
                    select previous_secret, 2 from webhook
                    where id = :id and previous_secret_ends_at > :now
                    order by place
                    """)
                .bind("id", id)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) -> row.getBytes("value"))
                .list());
  }

  /// Forgets secrets that sign no longer.
  void forgetSecrets(Instant now) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update webhook set previous_secret = null, previous_secret_ends_at = null
                    where previous_secret_ends_at <= :now
                    """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Webhook read(ResultSet row, StatementContext context) throws SQLException {
    var end = row.getObject("previous_secret_ends_at", OffsetDateTime.class);
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("url"),
        List.of((String[]) row.getArray("events").getArray()),
        row.getString("description"),
        row.getBoolean("enabled"),
        row.getString("disabled_reason"),
        end == null ? null : end.toInstant(),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
