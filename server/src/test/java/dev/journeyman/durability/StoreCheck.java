package dev.journeyman.durability;

import dev.journeyman.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What has to hold in the store, whatever was killed.
record StoreCheck(Database database) {

  /// Each question asks for what must not be there.
  private static final List<String> QUESTIONS =
      List.of(
          """
          select 'task ' || task || ' has events ' || min(sequence) || ' to ' || max(sequence)
            || ', ' || count(*) || ' of them'
          from event group by task
          having min(sequence) <> 1 or max(sequence) <> count(*)
          """,
          """
          select 'task ' || id || ' is at ' || sequence || ', its events are not'
          from task
          where sequence <> (select max(sequence) from event where event.task = task.id)
          """,
          """
          select 'task ' || task || ' has messages ' || min(position) || ' to ' || max(position)
            || ' in ' || conversation || ', ' || count(*) || ' of them'
          from conversation_message group by task, conversation
          having min(position) <> 0 or max(position) <> count(*) - 1
          """,
          """
          select 'reply ' || (usage ->> 'requestId') || ' is stored ' || count(*) || ' times'
          from message where usage is not null
          group by usage ->> 'requestId' having count(*) > 1
          """,
          """
          select 'call ' || (data ->> 'id') || ' of task ' || task || ' has ' || count(*) || ' results'
          from event where type = 'tool_result'
          group by task, data ->> 'id' having count(*) > 1
          """,
          """
          select action || ' of ' || subject || ' is ' || count(*) || ' times in the audit record'
          from audit where action in ('task.submit', 'branch.land', 'branch.revert', 'task.rollback')
          group by action, subject having count(*) > 1
          """,
          """
          select 'landing of ' || id || ' is not in the audit record'
          from task
          where details -> 'revision' ->> 'landed' is not null
            and not exists (
              select from audit where action = 'branch.land' and subject = task.id::text)
          """,
          """
          select 'task ' || task || ' taught ' || count(*) || ' times'
          from learning where success group by task having count(*) > 1
          """,
          """
          select 'job ' || task_instance || ' is held by ' || picked_by
          from scheduled_tasks where picked
          """,
          """
          select 'key ' || key || ' has ' || count(*) || ' answers'
          from idempotency group by key having count(*) > 1
          """);

  List<String> findings() {
    return database.withHandle(StoreCheck::findings);
  }

  private static List<String> findings(Handle handle) {
    var findings = new ArrayList<String>();
    QUESTIONS.forEach(
        question -> findings.addAll(handle.createQuery(question).mapTo(String.class).list()));
    return findings;
  }

  /// The ids of the requests whose replies are stored.
  Set<String> replies() {
    return database.withHandle(
        handle ->
            Set.copyOf(
                handle
                    .createQuery(
                        "select usage ->> 'requestId' from message where usage is not null")
                    .mapTo(String.class)
                    .list()));
  }

  int tasks() {
    return database.withHandle(
        handle -> handle.createQuery("select count(*) from task").mapTo(Integer.class).one());
  }
}
