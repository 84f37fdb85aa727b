package dev.journeyman.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The pull requests of a task as the wire shows them.
final class PullRequestJson {

  private PullRequestJson() {}

  static void put(ObjectNode node, PullRequests pulls) {
    node.set("pullRequest", of(pulls.change()));
    node.set("revertPullRequest", of(pulls.revert()));
  }

  private static JsonNode of(@Nullable PullRequest pull) {
    return pull == null
        ? NullNode.instance
        : Json.object()
            .put("number", pull.number())
            .put("url", pull.url())
            .put("state", pull.state().name().toLowerCase(Locale.ROOT))
            .put("branch", pull.branch())
            .put("head", pull.head())
            .put("problem", pull.problem());
  }
}
