package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.task.Journal.Appended;
import dev.journeyman.task.Journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Adds a message to a conversation, with the change of the task and the events that tell of it, in
/// a single statement: an agent's next turn waits for each way to the database and back.
///
/// It is for a worker that knows the task as it is. Every change of a task has a number, so it is
/// unchanged if its newest event is the one that the worker knows; its epoch fences.
record JournalStatement(Database database) {

  private static final String SQL =
      """
      with changed as (
        update task set details = cast(:details as jsonb), sequence = :sequence, updated_at = :now
        where id = :task and epoch = :epoch and sequence = :seen
        returning id),
      told as (
        insert into event (task, sequence, at, type, data)
        select changed.id, :seen + draft.number, :now, draft.type, cast(draft.data as jsonb)
        from changed, unnest(:types, :data) with ordinality as draft (type, data, number)),
      said as (
        insert into message (task, conversation, position, part, role, json, usage, model,
          request_id, cost_usd, created_at)
        select id, :conversation, :position, :part, :role, :json, cast(:usage as jsonb), :model,
          :request, :cost, :now
        from changed)
      select %s from changed
      """
          .formatted(Steering.WAITS);

  /// @param seen the task as the worker knows it, and `changed` as it is to be
  /// @return empty if somebody has changed the task since, or taken it; nothing is written then
  Optional<Appended> run(
      Claim claim,
      Task seen,
      Task changed,
      List<TaskEvent.Draft> events,
      Entry entry,
      Instant now) {
    long sequence = seen.sequence() + events.size();
    return database.withHandle(
        handle ->
            entry
                .bindTo(handle.createQuery(SQL))
                .bind("details", StoredJson.write(changed.details()))
                .bind("sequence", sequence)
                .bind("now", now)
                .bind("task", claim.task().value())
                .bind("epoch", claim.epoch())
                .bind("seen", seen.sequence())
                .bindArray(
                    "types", String.class, events.stream().map(it -> it.type().wire()).toArray())
                .bindArray(
                    "data", String.class, events.stream().map(it -> it.data().toString()).toArray())
                .mapTo(Boolean.class)
                .findOne()
                .map(waits -> new Appended(changed.stored(claim.epoch(), sequence, now), waits)));
  }
}
