package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.BackgroundJob;
import dev.journeyman.sandbox.Outcome;
import java.util.stream.Collectors;

/// What the model is told of its background jobs.
final class BackgroundJobs {

  private BackgroundJobs() {}

  static ToolResult started(BackgroundJob job) {
    var ended = job.outcome();
    if (ended.isPresent() && ended.get() instanceof Outcome.Unavailable(String reason)) {
      return ToolResult.error("The job could not be started: " + reason);
    }
    return ToolResult.ok(
        "Started as %s. Read its output with action read, stop it with action kill."
            .formatted(job.id()));
  }

  static ToolResult read(String id, ToolContext context) {
    var job = find(id, context);
    var text = Shown.soFar(job.output(), BackgroundJobs::withoutMark, context);
    return ToolResult.ok("%s\n(%s: %s)".formatted(text, job.id(), state(job)));
  }

  static ToolResult kill(String id, ToolContext context) {
    var job = find(id, context);
    var before = state(job);
    job.kill();
    return ToolResult.ok("%s was stopped with all it started (it was: %s).".formatted(id, before));
  }

  static ToolResult list(ToolContext context) {
    var jobs = context.shell().sandbox().jobs();
    return ToolResult.ok(
        jobs.isEmpty()
            ? "There are no background jobs."
            : jobs.stream()
                .map(job -> "%s: %s: %s".formatted(job.id(), state(job), line(job, context)))
                .collect(Collectors.joining("\n")));
  }

  private static BackgroundJob find(String id, ToolContext context) {
    return context
        .shell()
        .sandbox()
        .job(id)
        .orElseThrow(
            () ->
                new ToolFailure(
                    "There is no background job `%s`. action list shows all.".formatted(id)));
  }

  private static String line(BackgroundJob job, ToolContext context) {
    return context.redaction().of(Cut.of(job.description(), 200).text());
  }

  private static String withoutMark(String output) {
    return output.replaceAll("\n<[0-9a-f-]{36}>/[^\n]*\n?\\z", "");
  }

  private static String state(BackgroundJob job) {
    return job.outcome().map(BackgroundJobs::ended).orElse("running");
  }

  private static String ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) -> "ended with exit code " + code;
      case Outcome.TimedOut _ -> "ran out of time and was killed";
      case Outcome.OutOfMemory _ -> "used too much memory and was killed";
      case Outcome.DiskQuotaExceeded _ -> "wrote too much and was killed";
      case Outcome.Cancelled _ -> "was stopped";
      case Outcome.Unavailable(String reason) -> "never ran: " + reason;
    };
  }
}
