package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.learning.Learning;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.Decision;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;

/// Lets people say which learnings later tasks are not to be given. What was withheld stays
/// readable, and what it did is still counted.
public final class Curator {

  private final Database database;
  private final LearningStore learnings;
  private final AuditLog audit;
  private final Clock clock;

  public Curator(Database database, LearningStore learnings, AuditLog audit, Clock clock) {
    this.database = database;
    this.learnings = learnings;
    this.audit = audit;
    this.clock = clock;
  }

  /// Withholds a learning, or offers it again. Asked for what is so already it changes nothing.
  ///
  /// @return the learning as it is now; empty if the actor's tenant has none with this id
  public Optional<Learning> disable(
      Actor actor, UUID id, boolean disabled, Optional<String> reason) {
    return database.inTransaction(
        _ -> {
          var before = learnings.find(actor.tenant(), id);
          if (before.filter(known -> known.disabled().isPresent() != disabled).isEmpty()) {
            return before;
          }
          var decision = new Decision(actor.user(), clock.instant(), reason.orElse(null));
          learnings.withhold(id, disabled ? Optional.of(decision) : Optional.empty());
          record(actor, id, disabled, reason);
          return learnings.find(actor.tenant(), id);
        });
  }

  private void record(Actor actor, UUID id, boolean disabled, Optional<String> reason) {
    var detail = new HashMap<String, String>();
    reason.ifPresent(text -> detail.put("reason", text));
    var action = disabled ? "learning.disable" : "learning.enable";
    audit.append(actor.tenant(), actor.user(), actor.address(), action, id.toString(), detail);
  }
}
