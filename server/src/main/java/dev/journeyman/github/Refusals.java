package dev.journeyman.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Turns answers that are refusals into sentences with a remedy.
record Refusals(Clock clock) {

  private static final int LONGEST = 300;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  GitHubException of(Rest.Reply reply, String deed) {
    int status = reply.status();
    if (status >= 500 || status == 408) {
      return GitHubException.temporary(
          "GitHub could not %s: it answered %d".formatted(deed, status), pause(reply.headers()));
    }
    if (status == 429 || (status == 403 && isLimited(reply))) {
      return GitHubException.temporary(
          "GitHub wants fewer requests; it was to %s".formatted(deed), pause(reply.headers()));
    }
    return new GitHubException(sentence(reply, deed), remedy(status));
  }

  private static String sentence(Rest.Reply reply, String deed) {
    var words = words(reply.body());
    return "GitHub refused to %s (%d)%s"
        .formatted(deed, reply.status(), words.isEmpty() ? "" : ": " + words);
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401 -> "Start the service with a GITHUB_TOKEN that is valid, then retry.";
      case 403 ->
          "Give the token the rights to write contents and pull requests of the repository, then retry.";
      case 404 ->
          "Check that the repository and the pull request are still there, and that the token may see and change them; then retry.";
      case 301, 302, 307, 308 ->
          "The repository was renamed or moved: register it under its new address.";
      default ->
          "Read what GitHub says, mend it there or in the repository's settings, then retry.";
    };
  }

  /// A secondary limit says so in its message only.
  private static boolean isLimited(Rest.Reply reply) {
    var headers = reply.headers();
    return headers.firstValue("Retry-After").isPresent()
        || headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent()
        || reply.body().path("message").asText().contains("rate limit");
  }

  private Optional<Duration> pause(HttpHeaders headers) {
    return seconds(headers, "Retry-After")
        .map(Duration::ofSeconds)
        .or(
            () ->
                headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent()
                    ? seconds(headers, "X-RateLimit-Reset")
                        .map(at -> Duration.between(clock.instant(), Instant.ofEpochSecond(at)))
                    : Optional.empty())
        .filter(Duration::isPositive)
        .map(pause -> pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
  }

  private static Optional<Long> seconds(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(text -> text.matches("[0-9]{1,10}")).map(Long::valueOf);
  }

  /// Its message and the details of it, short enough for a sentence.
  static String words(JsonNode body) {
    var details =
        StreamSupport.stream(body.path("errors").spliterator(), false)
            .map(error -> error.isTextual() ? error.asText() : error.path("message").asText());
    var all =
        Stream.concat(Stream.of(body.path("message").asText()), details)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
  }
}
