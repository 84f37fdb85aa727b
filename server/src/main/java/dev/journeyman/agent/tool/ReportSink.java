package dev.journeyman.agent.tool;

/// Keeps the reports of a task.
@FunctionalInterface
public interface ReportSink {

  /// Keeps a report with the task, in place of an earlier one with the same title.
  ///
  /// @param title 1 to 200 characters, one line
  /// @param markdown 1 character to 200 KB
  /// @return under which name a person finds it
  String keep(String title, String markdown);
}
