package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.telemetry.Subject;
import dev.journeyman.telemetry.TraceParent;
import dev.journeyman.telemetry.Traces;
import org.jspecify.annotations.Nullable;

/// The one trace of each task. It is stored with the task, so that whoever works for it goes on
/// with it: another instance, after a restart, days later.
///
/// @param traces for what is done within
public record TaskTraces(Database database, Traces traces) {

  /// Does work for a task in its trace.
  public <R extends @Nullable Object, E extends Exception> R resume(
      TaskId id, Subject subject, Traces.Work<R, E> work) throws E {
    return traces.resume(trace(id), id.toString(), subject, work);
  }

  /// A task from before there were traces has one with the digits of its id.
  private TraceParent trace(TaskId id) {
    return database
        .withHandle(
            handle ->
                handle
                    .createQuery("select traceparent from task where id = :id")
                    .bind("id", id.value())
                    .mapTo(String.class)
                    .findOne())
        .flatMap(TraceParent::parse)
        .orElseGet(() -> TraceParent.ofId(id.value()));
  }
}
