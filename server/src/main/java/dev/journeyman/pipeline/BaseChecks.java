package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Network;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
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

  /// The checks on the tree of this commit, run now if they never were.
  List<CheckRun> of(Repository repository, Mirror mirror, Network network, CommitId base)
      throws InterruptedException {
    var tree = mirror.tree(base);
    var commands = commands(repository.configuration());
    var kept = find(repository.id(), tree.value(), commands);
    if (kept.isPresent()) {
      return kept.get();
    }
    var runs = checks.run(mirror, repository.configuration(), network, tree);
    if (conclusive(repository.configuration(), runs)) {
      keep(repository.id(), tree.value(), commands, runs);
    }
    return runs;
  }

  /// Whether each command has ended by itself. A setup that failed, or a command that was given up,
  /// may do better the next time.
  private static boolean conclusive(RepositoryConfiguration configuration, List<CheckRun> runs) {
    return runs.stream().map(CheckRun::command).toList().equals(configuration.verify())
        && runs.stream().allMatch(run -> run.exitCode() != null);
  }

  /// A name for the commands and what they find, not a secret: the same, the same name. Who gives a
  /// repository the cache that its build lacked sees it built anew.
  private static String commands(RepositoryConfiguration configuration) {
    var text =
        StoredJson.write(
            List.of(
                configuration.setup(),
                configuration.verify(),
                configuration.network(),
                configuration.readOnlyPaths(),
                configuration.caches()));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
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
