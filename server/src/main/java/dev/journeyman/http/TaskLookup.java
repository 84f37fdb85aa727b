package dev.journeyman.http;

import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.CurrentTasks;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import io.javalin.http.Context;

/// Finds the task that a request is about. Another tenant's is as unknown as one that never was.
record TaskLookup(CurrentTasks tasks) {

  Task required(Context context) {
    var id = context.pathParam("taskId");
    return TaskId.parse(id)
        .flatMap(known -> tasks.find(Authentication.principal(context).tenant(), known))
        .orElseThrow(() -> Problems.taskNotFound(id));
  }

  static Actor actor(Context context) {
    var principal = Authentication.principal(context);
    return new Actor(principal.tenant(), principal.user(), context.ip());
  }
}
