package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.workspace.CommitId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The checks on base trees, kept by tree and commands so that they run once and not for each task.
final class BaseChecks {

  private final Database database;
  private final Checks checks;
  private final Clock clock;

  BaseChecks(Database database, Checks checks, Clock clock) {
    this.database = database;
    this.checks = checks;
    this.clock = clock;
  }

  List<CheckRun> of(Shift shift, CommitId base) {
    var repository = shift.repository();
    var tree = shift.mirror().tree(base);
    var configuration = repository.configuration();
    // A name for the commands, not a secret: equal commands, equal name.
    var commands =
        UUID.nameUUIDFromBytes(
                StoredJson.write(List.of(configuration.setup(), configuration.verify()))
                    .getBytes(StandardCharsets.UTF_8))
            .toString();
    return find(repository.id(), tree.value(), commands)
        .orElseGet(
            () -> {
              var runs = checks.run(shift, tree);
              if (!Thread.currentThread().isInterrupted()) {
                keep(repository.id(), tree.value(), commands, runs);
              }
              return runs;
            });
  }

  private Optional<List<CheckRun>> find(UUID repository, String tree, String commands) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select outcome::text from verification
                    where repository = :repository and tree = :tree and commands_hash = :commands
                    """)
                .bind("repository", repository)
                .bind("tree", tree)
                .bind("commands", commands)
                .mapTo(String.class)
                .findOne()
                .map(BaseChecks::read));
  }

  private void keep(UUID repository, String tree, String commands, List<CheckRun> runs) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into verification (repository, tree, commands_hash, outcome, created_at)
                    values (:repository, :tree, :commands, cast(:outcome as jsonb), :now)
                    on conflict do nothing
                    """)
                .bind("repository", repository)
                .bind("tree", tree)
                .bind("commands", commands)
                .bind("outcome", StoredJson.write(runs))
                .bind("now", clock.instant())
                .execute());
  }

  private static List<CheckRun> read(String json) {
    JsonNode runs = StoredJson.tree(json);
    return StreamSupport.stream(runs.spliterator(), false)
        .map(run -> StoredJson.read(run.toString(), CheckRun.class))
        .toList();
  }
}
