package dev.journeyman.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The append-only record of decisions and effects. Each entry's hash covers the one before it, so
/// that no entry can be changed, left out or slipped in unseen.
public final class AuditLog {

  /// Serialises appends: the chain has one end.
  private static final long LOCK = 0x6a6f75726e6579L;

  private static final String BEGINNING = "0".repeat(64);

  private static final String SELECT =
      """
      select sequence, tenant, at, actor, address, action, subject, detail::text as detail,
        previous_hash, hash
      from audit
      """;

  private final Database database;
  private final Clock clock;

  public AuditLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Appends an entry, in the caller's transaction if there is one.
  public void append(
      String tenant,
      String actor,
      String address,
      String action,
      String subject,
      Map<String, ?> detail) {
    database.inTransaction(
        handle -> {
          handle.execute("select pg_advisory_xact_lock(?)", LOCK);
          var last = last(handle);
          long sequence = last.isEmpty() ? 1 : last.getFirst().sequence() + 1;
          var previous = last.isEmpty() ? BEGINNING : last.getFirst().hash();
          var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
          var entry =
              new AuditEntry(
                  sequence,
                  tenant,
                  at,
                  actor,
                  address,
                  action,
                  subject,
                  StoredJson.tree(detail),
                  previous,
                  "");
          return insert(handle, entry, hash(entry));
        });
  }

  /// Entries older than a number, newest first.
  public List<AuditEntry> list(AuditFilter filter, OptionalLong before, int limit) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                         where tenant = :tenant and sequence < :before
                          and (:action::text is null or action = :action
                            or (right(:action, 1) = '.' and starts_with(action, :action)))
                          and (:actor::text is null or actor = :actor)
                          and (:subject::text is null or subject = :subject)
                          and (:from::timestamptz is null or at >= :from)
                          and (:to::timestamptz is null or at < :to)
                        order by sequence desc limit :limit
                        """)
                .bind("tenant", filter.tenant())
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("action", filter.action().orElse(null))
                .bind("actor", filter.actor().orElse(null))
                .bind("subject", filter.subject().orElse(null))
                .bind("from", filter.from().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("to", filter.to().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("limit", limit)
                .map(AuditLog::read)
                .list());
  }

  /// Recomputes the whole chain.
  ///
  /// @return the number of the first entry that does not fit; empty if all do
  public OptionalLong firstBroken() {
    return database.inTransaction(
        handle -> {
          var previous = BEGINNING;
          long expected = 1;
          var rows = handle.createQuery(SELECT + " order by sequence").setFetchSize(1000);
          try (var entries = rows.map(AuditLog::read).stream()) {
            for (var entry : (Iterable<AuditEntry>) entries::iterator) {
              boolean fits =
                  entry.sequence() == expected
                      && entry.previousHash().equals(previous)
                      && entry.hash().equals(hash(entry));
              if (!fits) {
                return OptionalLong.of(entry.sequence());
              }
              previous = entry.hash();
              expected++;
            }
          }
          return OptionalLong.empty();
        });
  }

  private static List<AuditEntry> last(Handle handle) {
    return handle
        .createQuery(SELECT + " order by sequence desc limit 1")
        .map(AuditLog::read)
        .list();
  }

  private static int insert(Handle handle, AuditEntry entry, String hash) {
    return handle
        .createUpdate(
            """
            insert into audit (sequence, tenant, at, actor, address, action, subject, detail,
              previous_hash, hash)
            values (:sequence, :tenant, :at, :actor, :address, :action, :subject,
              cast(:detail as jsonb), :previous, :hash)
            """)
        .bind("sequence", entry.sequence())
        .bind("tenant", entry.tenant())
        .bind("at", entry.at())
        .bind("actor", entry.actor())
        .bind("address", entry.address())
        .bind("action", entry.action())
        .bind("subject", entry.subject())
        .bind("detail", entry.detail().toString())
        .bind("previous", entry.previousHash())
        .bind("hash", hash)
        .execute();
  }

  /// Each field goes in with its length, so that no two entries have the same bytes.
  private static String hash(AuditEntry entry) {
    var digest = sha256();
    for (var field :
        List.of(
            entry.previousHash(),
            Long.toString(entry.sequence()),
            entry.tenant(),
            entry.at().toString(),
            entry.actor(),
            entry.address(),
            entry.action(),
            entry.subject(),
            canonical(entry.detail()))) {
      var bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// PostgreSQL orders the keys of jsonb by itself; sorted keys make both sides the same.
  private static String canonical(JsonNode detail) {
    return StoredJson.write(StoredJson.read(detail.toString(), java.util.TreeMap.class));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
    Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
    return new AuditEntry(
        row.getLong("sequence"),
        row.getString("tenant"),
        at,
        row.getString("actor"),
        row.getString("address"),
        row.getString("action"),
        row.getString("subject"),
        StoredJson.tree(row.getString("detail")),
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}
