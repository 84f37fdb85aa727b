package dev.journeyman.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which entries of the audit are meant.
final class AuditFilter {

  @Option(
      names = "--action",
      paramLabel = "NAME",
      description = "Only this, such as task.approve; task. is all about tasks.")
  private String action = "";

  @Option(names = "--by", paramLabel = "PERSON", description = "Only what this person did.")
  private String person = "";

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only what was done to this task, repository or webhook.")
  private String subject = "";

  @Option(names = "--since", paramLabel = "WHEN", description = "Only since then; " + Moments.FORM)
  private String since = "";

  @Option(names = "--before", paramLabel = "WHEN", description = "Only before then.")
  private String before = "";

  /// @param more further names and values in turn
  String query(String... more) {
    var pairs = new ArrayList<>(List.of(more));
    pairs.addAll(List.of("action", action, "actor", person, "subject", subject));
    pairs.addAll(List.of("from", Moments.instant(since), "to", Moments.instant(before)));
    return Paths.query(pairs.toArray(String[]::new));
  }
}
