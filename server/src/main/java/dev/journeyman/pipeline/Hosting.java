package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.github.GitHub;
import dev.journeyman.github.GitHubException;
import dev.journeyman.github.HostedRepository;
import dev.journeyman.repository.LandingPolicy.Method;
import dev.journeyman.repository.Repository;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.workspace.Mirror;
import java.util.Locale;
import java.util.Optional;

/// Where pull requests are made.
///
/// @param github empty without a token
public record Hosting(Optional<GitHub> github) {

  private static final String NO_TOKEN = "the service has no GITHUB_TOKEN";
  private static final String GIVE_TOKEN =
      "Start the service with GITHUB_TOKEN and retry, or let changes land on the branch.";
  private static final String ELSEWHERE =
      "%s is no repository of the GitHub that the service knows";
  private static final String NAME_HOST =
      "Set GITHUB_API_URL to the API of its host and retry, or let changes land on the branch.";

  /// The side of the host for one repository.
  ///
  /// @throws StageFailedException if the repository is on no host of ours
  Offering of(
      Repository repository, Mirror mirror, Recorder recorder, AuditLog audit, Category category) {
    var host = github.orElseThrow(() -> failed(repository, NO_TOKEN, category, GIVE_TOKEN));
    var hosted =
        host.repository(repository.location())
            .orElseThrow(
                () ->
                    failed(
                        repository,
                        ELSEWHERE.formatted(repository.location()),
                        category,
                        NAME_HOST));
    return new Offering(host, hosted, mirror, recorder, audit);
  }

  private static StageFailedException failed(
      Repository repository, String reason, Category category, String remedy) {
    return new StageFailedException(
        "Changes of %s land by pull request, and %s".formatted(repository.name(), reason),
        category,
        remedy);
  }

  /// Why changes of a repository cannot land by pull request, with a remedy; empty if they can.
  Optional<String> refusal(String location, Method method) throws InterruptedException {
    if (github.isEmpty()) {
      return Optional.of(
          "Changes cannot land by pull request: %s. %s".formatted(NO_TOKEN, GIVE_TOKEN));
    }
    var hosted = github.get().repository(location);
    return hosted.isEmpty()
        ? Optional.of(
            "Changes cannot land by pull request: %s. %s"
                .formatted(ELSEWHERE.formatted(location), NAME_HOST))
        : refusal(github.get(), hosted.get(), method.name().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> refusal(GitHub github, HostedRepository hosted, String method)
      throws InterruptedException {
    try {
      var access = github.access(hosted);
      if (!access.push()) {
        return Optional.of(
            "GITHUB_TOKEN may not write to %s. Give it the rights to write contents and pull requests."
                .formatted(hosted));
      }
      return access.methods().contains(method)
          ? Optional.empty()
          : Optional.of(
              "%s does not allow to %s pull requests. Allow it in its settings on GitHub, or choose another landing.method."
                  .formatted(hosted, method));
    } catch (GitHubException e) {
      return Optional.of("%s. %s".formatted(e.getMessage(), e.remedy()));
    }
  }
}
