package dev.journeyman.http;

import dev.journeyman.task.Reports;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// Lists and hands out the reports that the agent wrote.
final class ReportRoutes implements Routes {

  private final TaskLookup lookup;
  private final Reports reports;
  private final Answers answers;

  ReportRoutes(TaskLookup lookup, Reports reports, Answers answers) {
    this.lookup = lookup;
    this.reports = reports;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/tasks/{taskId}/reports", this::list, Access.ADMIN);
    routes.get(BASE + "/tasks/{taskId}/reports/{reportId}", this::read, Access.ADMIN);
  }

  private void list(Context context) {
    var node = Json.object();
    var list = node.putArray("reports");
    for (var report : reports.of(lookup.required(context).id())) {
      list.addObject()
          .put("id", report.id().toString())
          .put("title", report.title())
          .put("createdAt", Json.instant(report.createdAt()));
    }
    answers.json(context, 200, node);
  }

  /// As a download, so that no browser shows what an agent wrote as a page of ours.
  private void read(Context context) {
    var wanted = context.pathParam("reportId");
    var report =
        reports.of(lookup.required(context).id()).stream()
            .filter(found -> found.id().toString().equals(wanted))
            .findFirst()
            .orElseThrow(
                () -> new ApiException(Problem.of(404, "report-not-found", "Report not found")));
    context.header("Content-Disposition", "attachment; filename=\"report.md\"");
    answers.text(context, "text/markdown; charset=utf-8", report.markdown());
  }
}
