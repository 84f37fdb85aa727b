package dev.journeyman.pipeline;

import dev.journeyman.database.StoredJson;
import dev.journeyman.github.GitHub;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.task.Counted;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Result;
import dev.journeyman.task.Task;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes what pull requests say. What a model wrote stands in a block of code, where it is neither
/// a link nor a mention nor an order to close an issue, and is named as its words.
///
/// @param publicUrl where people reach the service; without it there is no link back
/// @param shown takes secrets out
public record OfferText(Optional<URI> publicUrl, UnaryOperator<String> shown) {

  private static final int LONGEST_WORDS = 8_000;

  GitHub.Text of(Task task, Kind kind) {
    var title = LandCommits.title(task);
    return switch (kind) {
      case CHANGE -> new GitHub.Text(shown.apply(title), shown.apply(ofChange(task)));
      case REVERT ->
          new GitHub.Text(
              shown.apply("Revert \"%s\"".formatted(title)), shown.apply(ofRevert(task)));
    };
  }

  private String ofChange(Task task) {
    var parts = new ArrayList<String>();
    parts.add(task.request().text().strip());
    var result = Optional.ofNullable(task.details().verdict().result());
    result.flatMap(OfferText::evidence).ifPresent(evidence -> parts.add(seen(task, evidence)));
    result
        .map(Result::output)
        .filter(words -> !words.isBlank())
        .ifPresent(words -> parts.add("### In the agent's own words\n\n" + quoted(words)));
    parts.add(link(task));
    return String.join("\n\n", parts);
  }

  private String ofRevert(Task task) {
    var parts = new ArrayList<String>();
    parts.add("This takes back " + task.details().revision().landed() + ".");
    Optional.ofNullable(task.details().verdict().result())
        .map(Result::rollback)
        .map(json -> StoredJson.read(json.toString(), Evidence.class))
        .ifPresent(
            evidence -> parts.add(table(evidence, hash(task.details().verdict().result(), true))));
    parts.add(
        publicUrl
            .map(url -> "The task: %s/tasks/%s".formatted(url, task.id()))
            .orElse("The task: " + task.id()));
    return String.join("\n\n", parts);
  }

  private static Optional<Evidence> evidence(Result result) {
    return Optional.ofNullable(result.verification())
        .map(json -> StoredJson.read(json.toString(), Evidence.class));
  }

  private static String hash(@Nullable Result result, boolean ofRollback) {
    if (result == null) {
      return "";
    }
    var record = ofRollback ? result.rollback() : result.verification();
    return record == null ? "" : record.path("hash").asText();
  }

  private static String seen(Task task, Evidence evidence) {
    var text = new StringBuilder("### What the service saw\n\n");
    text.append(table(evidence, hash(task.details().verdict().result(), false)));
    var review = evidence.review();
    if (review != null) {
      text.append(
          "\n\nA reader that had not seen the conversation: %s, %s."
              .formatted(review.verdict(), Counted.of(review.findings().size(), "finding")));
      var findings = findings(review.findings());
      if (!findings.isEmpty()) {
        text.append("\n\n").append(quoted(findings));
      }
    }
    var doubts = evidence.doubts();
    if (!doubts.isEmpty()) {
      text.append("\n\nA person has to look at this:\n\n")
          .append(quoted(String.join("\n", doubts)));
    }
    return text.toString();
  }

  private static String findings(List<Evidence.Finding> findings) {
    var lines = new ArrayList<String>();
    for (var finding : findings) {
      lines.add(
          "%s%s, %s: %s"
              .formatted(
                  finding.path(),
                  finding.line() == null ? "" : ":" + finding.line(),
                  finding.severity(),
                  finding.text()));
    }
    return String.join("\n", lines);
  }

  private static String table(Evidence evidence, String hash) {
    var tests = evidence.tests();
    var rows = new StringBuilder("| | |\n|---|---|\n");
    row(rows, "Outcome", evidence.outcome().name());
    row(
        rows,
        "Tests",
        "%d run, %d passed, %d failed, %d skipped"
            .formatted(tests.run(), tests.passed(), tests.failed(), tests.skipped()));
    evidence.checks().forEach(check -> row(rows, "Check", check(check)));
    row(rows, "Base", code(evidence.base()));
    row(rows, "Tree", code(evidence.tree()));
    row(rows, "Evidence", code(hash));
    return rows.toString().strip();
  }

  private static String check(CheckRun check) {
    return "%s %s, %.1f s"
        .formatted(code(check.command()), check.ended(), check.durationMs() / 1000.0);
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("| %s | %s |\n".formatted(name, value.replace("|", "\\|")));
  }

  private static String code(String text) {
    return "`%s`".formatted(text.replaceAll("[`\\s]+", " "));
  }

  /// In a fence that is longer than any within.
  static String quoted(String words) {
    var cut = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    int longest = 2;
    int run = 0;
    for (int i = 0; i < cut.length(); i++) {
      run = cut.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    var fence = "`".repeat(longest + 1);
    return "%stext\n%s\n%s".formatted(fence, cut.strip(), fence);
  }

  private String link(Task task) {
    var where =
        publicUrl
            .map(url -> "%s/tasks/%s/review".formatted(url, task.id()))
            .orElse("task " + task.id());
    return """
    ---
    Approve or reject it in Journeyman, which then merges it: %s

    GitHub makes the merge and cannot promise the tree; the service compares it with the approved one \
    afterwards. Commits that are pushed to this branch are not what was verified, and are not merged.\
    """
        .formatted(where);
  }
}
