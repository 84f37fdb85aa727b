package dev.journeyman.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What the service asks of GitHub. Each method is one or two requests, waits for their answers,
/// and throws [GitHubException] where they are not what was asked for. Safe for use by many
/// threads.
public final class GitHub implements AutoCloseable {

  /// Room for what GitHub counts in other units than we do.
  private static final int LONGEST_TITLE = 250;

  private static final int LONGEST_BODY = 60_000;

  /// What a pull request says.
  public record Text(String title, String body) {

    /// Longer ones are cut to what GitHub takes.
    public Text {
      title = cut(title, LONGEST_TITLE);
      body = cut(body, LONGEST_BODY);
    }

    private static String cut(String text, int longest) {
      return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
  }

  private final GitHubSettings settings;
  private final Rest rest;
  private final Refusals refusals;

  public GitHub(GitHubSettings settings, Clock clock) {
    this.settings = settings;
    this.rest = new Rest(settings);
    this.refusals = new Refusals(clock);
  }

  /// The repository at an address, if it is on this GitHub.
  public Optional<HostedRepository> repository(String location) {
    return HostedRepository.of(location, settings.gitHost());
  }

  /// Whether it answers and takes the token.
  public boolean works() throws InterruptedException {
    try {
      int status = rest.send("GET", "/rate_limit", null).status();
      // An enterprise server without rate limits has nothing there.
      return status == 200 || status == 404;
    } catch (GitHubException _) {
      return false;
    }
  }

  /// What the token may do, and how the repository lets itself be merged.
  public Access access(HostedRepository repository) throws InterruptedException {
    return Access.of(done("look at " + repository, "GET", repository.path(), null));
  }

  /// The newest pull request of a branch, whatever its state.
  public Optional<HostedPullRequest> find(HostedRepository repository, String branch)
      throws InterruptedException {
    var head = URLEncoder.encode(repository.owner() + ":" + branch, StandardCharsets.UTF_8);
    var path =
        "%s/pulls?state=all&sort=created&direction=desc&per_page=10&head=%s"
            .formatted(repository.path(), head);
    var found = done("list pull requests of " + repository, "GET", path, null);
    return StreamSupport.stream(found.spliterator(), false)
        .map(HostedPullRequest::of)
        .filter(pull -> pull.branch().equals(branch))
        .findFirst();
  }

  public HostedPullRequest get(HostedRepository repository, int number)
      throws InterruptedException {
    var deed = "show pull request #" + number;
    return HostedPullRequest.of(done(deed, "GET", path(repository, number), null));
  }

  /// Opens one, or finds the one that was opened by a request whose answer was lost.
  public HostedPullRequest open(HostedRepository repository, String branch, String base, Text text)
      throws InterruptedException {
    var body =
        StoredJson.object()
            .put("title", text.title())
            .put("body", text.body())
            .put("head", branch)
            .put("base", base)
            .put("maintainer_can_modify", false);
    var reply = rest.send("POST", repository.path() + "/pulls", body);
    if (reply.succeeded()) {
      return HostedPullRequest.of(reply.body());
    }
    var known =
        reply.status() == 422 ? find(repository, branch) : Optional.<HostedPullRequest>empty();
    return known
        .filter(pull -> pull.state() == HostedPullRequest.State.OPEN)
        .orElseThrow(() -> refusals.of(reply, "open a pull request for %s".formatted(branch)));
  }

  public void update(HostedRepository repository, int number, Text text)
      throws InterruptedException {
    var body = StoredJson.object().put("title", text.title()).put("body", text.body());
    done("change pull request #" + number, "PATCH", path(repository, number), body);
  }

  /// Closes it and shows what it is then: one that somebody has merged just before stays merged.
  public HostedPullRequest close(HostedRepository repository, int number)
      throws InterruptedException {
    var body = StoredJson.object().put("state", "closed");
    var reply = rest.send("PATCH", path(repository, number), body);
    var now = reply.succeeded() ? HostedPullRequest.of(reply.body()) : get(repository, number);
    if (now.state() == HostedPullRequest.State.OPEN) {
      throw refusals.of(reply, "close pull request #" + number);
    }
    return now;
  }

  /// Asks for the merge of exactly this commit.
  ///
  /// @param method `merge`, `squash` or `rebase`
  /// @param text of the commit that is made; a rebase keeps those that there are
  public MergeReply merge(
      HostedRepository repository, int number, String head, String method, Text text)
      throws InterruptedException {
    var body = StoredJson.object().put("sha", head).put("merge_method", method);
    if (!method.equals("rebase")) {
      body.put("commit_title", text.title()).put("commit_message", text.body());
    }
    var reply = rest.send("PUT", path(repository, number) + "/merge", body);
    return switch (reply.status()) {
      case 200 -> new MergeReply.Merged(reply.body().path("sha").asText());
      case 405 -> notYet(reply, number);
      case 409 -> new MergeReply.OtherHead();
      default -> throw refusals.of(reply, "merge pull request #" + number);
    };
  }

  /// A method that the repository does not allow will not be allowed by waiting.
  private MergeReply notYet(Rest.Reply reply, int number) {
    var words = Refusals.words(reply.body());
    if (words.contains("not allowed")) {
      throw refusals.of(reply, "merge pull request #" + number);
    }
    return new MergeReply.NotYet(words);
  }

  private JsonNode done(String deed, String method, String path, @Nullable JsonNode body)
      throws InterruptedException {
    var reply = rest.send(method, path, body);
    if (!reply.succeeded()) {
      throw refusals.of(reply, deed);
    }
    return reply.body();
  }

  private static String path(HostedRepository repository, int number) {
    return "%s/pulls/%d".formatted(repository.path(), number);
  }

  @Override
  public void close() {
    rest.close();
  }
}
