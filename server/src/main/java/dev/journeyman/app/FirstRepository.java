package dev.journeyman.app;

import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.Registrar.Checked;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryConfiguration.Cache;
import dev.journeyman.sandbox.DependencyCache.Kind;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The repository that somebody names when they start the service: registered, shown, and tried
/// once, so that what its build lacks in the sandbox is known before a task pays for finding out.
///
/// @param port where the service is reached, for what is printed
record FirstRepository(Rooms rooms, int port, PrintStream out) {

  private static final TaskActions.Actor OPERATOR =
      new TaskActions.Actor("default", "operator", "");
  private static final Pattern REMOTE = Pattern.compile("^([a-z]+://|[^/]+@[^/]+:)");
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
  private static final int SHOWN_LINES = 8;

  /// What is registered already is used, with the branch and the caches that are asked for now.
  Repository register(
      String given, Optional<String> name, Optional<String> branch, Map<Kind, Path> caches) {
    var location = location(given);
    var repository =
        known(location)
            .map(known -> changed(known, branch, caches))
            .orElseGet(() -> registered(location, name, branch, caches));
    print(repository);
    return repository;
  }

  private Repository registered(
      String location, Optional<String> name, Optional<String> branch, Map<Kind, Path> caches) {
    var configuration = RepositoryConfiguration.EMPTY.withCaches(listed(caches));
    return rooms
        .registry()
        .register(
            OPERATOR, new Registrar.Registration(name, location, branch, configuration, true));
  }

  private Repository changed(Repository known, Optional<String> branch, Map<Kind, Path> caches) {
    var wanted = branch.orElse(known.targetBranch());
    var configuration =
        caches.isEmpty() ? known.configuration() : known.configuration().withCaches(listed(caches));
    return wanted.equals(known.targetBranch()) && configuration.equals(known.configuration())
        ? known
        : rooms.registry().change(OPERATOR, known, wanted, configuration).orElse(known);
  }

  private Optional<Repository> known(String location) {
    return rooms.repositories().list(OPERATOR.tenant()).stream()
        .filter(repository -> repository.location().equals(location))
        .findFirst();
  }

  private static List<Cache> listed(Map<Kind, Path> caches) {
    return caches.entrySet().stream()
        .map(cache -> cache(cache.getKey(), cache.getValue()))
        .toList();
  }

  private static Cache cache(Kind kind, Path path) {
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "--cache %s: there is no directory %s".formatted(kind.wire(), path));
    }
    return new Cache(kind.wire(), absolute(path));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  /// A path here becomes absolute, so that it is the same whatever way it was written.
  private static String location(String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException("--repo needs a path or a URL");
    }
    var local = given.startsWith("file://") ? given.substring("file://".length()) : given;
    var path = Path.of(local);
    return Files.exists(path) || !REMOTE.matcher(given).find() ? absolute(path) : given;
  }

  private void print(Repository repository) {
    var verify = repository.configuration().verify();
    out.printf(
        "Repository %s: changes land on %s.%n", repository.name(), repository.targetBranch());
    out.println(
        verify.isEmpty()
            ? "  No verify command was found; set one, or every change waits with \"nothing verified\"."
            : "  Verified with: " + String.join(" && ", verify));
    out.printf(
        "  Change that with PATCH /api/autonomous/repositories/%s (port %d).%n",
        repository.name(), port);
  }

  /// Runs its checks and says what they come to; returns when they have ended.
  void tryOut(Repository repository) {
    if (repository.configuration().verify().isEmpty()) {
      return;
    }
    try {
      out.println(said(repository, rooms.registry().check(OPERATOR, repository)));
    } catch (Registrar.Refused e) {
      out.printf("%nCould not try to verify %s: %s%n", repository.name(), e.getMessage());
    }
  }

  private static String said(Repository repository, Checked checked) {
    var failed =
        checked.checks().stream().filter(run -> run.exitCode() == null || run.exitCode() != 0);
    return failed
        .findFirst()
        .map(run -> failed(repository, checked, run.output()))
        .orElseGet(
            () ->
                "%nTried to verify %s as it is: %s"
                    .formatted(repository.name(), checked.explanation()));
  }

  private static String failed(Repository repository, Checked checked, String output) {
    var lines = Plain.text(COLOUR.matcher(output).replaceAll("")).strip().lines().toList();
    var last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return """

        %s does not pass its own checks as it is: %s
          %s
        Tests that fail are known from now on. A build that lacks a tool or its downloads proves nothing:
        builds run offline in the sandbox, so give them what they need, for example with
        --cache maven=$HOME/.m2/repository, or change `setup`, `network` and `caches` (docs/sandbox.md)."""
        .formatted(repository.name(), checked.explanation(), String.join("\n  ", last));
  }
}
