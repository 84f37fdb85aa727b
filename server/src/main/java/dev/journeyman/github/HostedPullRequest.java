package dev.journeyman.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A pull request as GitHub has it now.
///
/// @param head the commit it offers, as far as GitHub has noticed
/// @param base the branch it would be merged into
/// @param mergeability GitHub's word for what stands in the way: `clean`, `blocked`, `behind`,
///     `dirty`, `unstable`, `draft`, `unknown` and the like; empty where it does not say
/// @param mergeCommit of a merged one
public record HostedPullRequest(
    int number,
    String url,
    State state,
    String branch,
    String head,
    String base,
    String mergeability,
    Optional<String> mergeCommit) {

  /// What became of it.
  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  static HostedPullRequest of(JsonNode json) {
    boolean merged = json.path("merged").asBoolean() || json.path("merged_at").isTextual();
    var state = json.path("state").asText().equals("open") ? State.OPEN : State.CLOSED;
    return new HostedPullRequest(
        json.path("number").asInt(),
        json.path("html_url").asText(),
        merged ? State.MERGED : state,
        json.at("/head/ref").asText(),
        json.at("/head/sha").asText(),
        json.at("/base/ref").asText(),
        json.path("mergeable_state").asText(),
        merged ? Optional.ofNullable(json.path("merge_commit_sha").textValue()) : Optional.empty());
  }
}
