package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps evidence for good: a record is never changed, and its name is the SHA-256 of its bytes as
/// they are served.
public final class EvidenceStore {

  /// What was verified.
  enum Kind {
    CHANGE,
    ROLLBACK,
    /// What the host has made of it.
    LANDING
  }

  private final Database database;
  private final Clock clock;

  public EvidenceStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Keeps a record, in the caller's transaction if there is one.
  ///
  /// @return the record as the task shows it, with its `hash`
  JsonNode keep(TaskId task, Kind kind, Evidence evidence) {
    var text = StoredJson.write(evidence);
    var hash = hash(text);
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into evidence (task, hash, kind, record, created_at)
                    values (:task, :hash, :kind, :record, :now) on conflict do nothing
                    """)
                .bind("task", task.value())
                .bind("hash", hash)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("record", text.replace("\0", ""))
                .bind("now", clock.instant())
                .execute());
    return ((ObjectNode) StoredJson.tree(text)).put("hash", hash);
  }

  /// The bytes of a record.
  public Optional<String> find(TaskId task, String hash) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select record from evidence where task = :task and hash = :hash")
                .bind("task", task.value())
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne());
  }

  /// The hash of the evidence that a task shows; null before its first verification.
  public static @Nullable String hashOf(Task task) {
    var result = task.details().verdict().result();
    var evidence = result == null ? null : result.verification();
    return evidence == null ? null : evidence.path("hash").asText(null);
  }

  static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
