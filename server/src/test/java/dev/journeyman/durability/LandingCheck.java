package dev.journeyman.durability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Whether a repository holds exactly what was approved: of each task one commit with just the tree
/// that was approved, of each that was taken back one revert, and nothing else.
final class LandingCheck {

  private LandingCheck() {}

  static List<String> findings(GitPlace place, List<JsonNode> tasks)
      throws IOException, InterruptedException {
    var findings = new ArrayList<String>();
    var commits = place.commits();
    var expected = new HashSet<String>();
    for (var task : tasks) {
      if (task.path("repository").asText().equals(place.name())) {
        expected.add(task.path("id").asText());
        findings.addAll(findings(commits, task));
      }
    }
    commits.stream()
        .filter(commit -> !commit.subject().equals("Begin") && !expected.contains(commit.task()))
        .forEach(commit -> findings.add("nobody asked for " + commit));
    if (!place.git("status", "--porcelain").isEmpty()) {
      findings.add("the checkout does not follow: " + place.git("status", "--porcelain"));
    }
    return findings;
  }

  private static List<String> findings(List<GitPlace.Commit> commits, JsonNode task) {
    var findings = new ArrayList<String>();
    var id = task.path("id").asText();
    var all = commits.stream().filter(commit -> commit.task().equals(id)).toList();
    long reverts = all.stream().filter(LandingCheck::isRevert).count();
    var landed = all.stream().filter(commit -> !isRevert(commit)).toList();
    if (landed.size() != 1) {
      findings.add("task %s landed %d times".formatted(id, landed.size()));
      return findings;
    }
    if (!landed.getFirst().tree().equals(task.path("tree").asText())) {
      findings.add("task %s landed another tree than was approved".formatted(id));
    }
    if (!landed.getFirst().id().equals(task.path("deployedCommit").asText())) {
      findings.add("task %s does not know its commit".formatted(id));
    }
    if (reverts != (task.path("status").asText().equals("rolled_back") ? 1 : 0)) {
      findings.add("task %s was reverted %d times".formatted(id, reverts));
    }
    return findings;
  }

  private static boolean isRevert(GitPlace.Commit commit) {
    return commit.subject().startsWith("Revert ");
  }
}
