package dev.journeyman.app;

import dev.journeyman.http.TokenMint;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the service in the foreground.
@Command(name = "serve", description = "Run the service.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Pattern REMOTE = Pattern.compile("^([a-z]+://|[^/]+@[^/]+:)");

  private static final TaskActions.Actor OPERATOR =
      new TaskActions.Actor("default", "operator", "");

  @Option(names = "--repo", description = "Register this repository first: a path or a URL.")
  private @Nullable String repository;

  @Option(names = "--name", description = "What to call it (default: its directory's name).")
  private @Nullable String name;

  @Option(names = "--branch", description = "Where its changes land (default: its own branch).")
  private @Nullable String branch;

  @Override
  public Integer call() throws InterruptedException {
    var configuration = Configuration.load(Environment.ofProcess());
    LogSetup.apply(configuration.log());
    var service = Service.start(configuration);
    Stopping.closeAtExit(service);
    System.out.printf(
        "Journeyman serves on http://%s:%d%n", configuration.server().host(), service.port());
    var registered = Optional.ofNullable(repository).map(location -> register(service, location));
    registered.ifPresent(known -> print(service, known));
    printRequest(configuration, service, registered);
    printWhatIsMissing(service);
    Stopping.await();
    return 0;
  }

  /// What is registered already is used, with the branch that is asked for now.
  private Repository register(Service service, String given) {
    var location = location(given);
    var registry = service.rooms().registry();
    var known = known(service, location);
    if (known.isPresent()) {
      var wanted = Optional.ofNullable(branch).orElse(known.get().targetBranch());
      return wanted.equals(known.get().targetBranch())
          ? known.get()
          : registry
              .change(OPERATOR, known.get(), wanted, known.get().configuration())
              .orElseGet(known::get);
    }
    return registry.register(
        OPERATOR,
        new Registrar.Registration(
            Optional.ofNullable(name),
            location,
            Optional.ofNullable(branch),
            RepositoryConfiguration.EMPTY,
            true));
  }

  private static Optional<Repository> known(Service service, String location) {
    return service.rooms().repositories().list(OPERATOR.tenant()).stream()
        .filter(repository -> repository.location().equals(location))
        .findFirst();
  }

  /// A path here becomes absolute, so that it is the same whatever way it was written.
  private static String location(String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException("--repo needs a path or a URL");
    }
    var local = given.startsWith("file://") ? given.substring("file://".length()) : given;
    var path = Path.of(local);
    return Files.exists(path) || !REMOTE.matcher(given).find()
        ? path.toAbsolutePath().normalize().toString()
        : given;
  }

  private static void print(Service service, Repository repository) {
    var verify = repository.configuration().verify();
    System.out.printf(
        "Repository %s: changes land on %s.%n", repository.name(), repository.targetBranch());
    System.out.printf(
        verify.isEmpty()
            ? "  No verify command was found; set one, or every change waits with \"nothing verified\".%n"
            : "  Verified with: " + String.join(" && ", verify).replace("%", "%%") + "%n");
    System.out.printf(
        "  Change that with PATCH /api/autonomous/repositories/%s (port %d).%n",
        repository.name(), service.port());
  }

  private static void printWhatIsMissing(Service service) {
    if (!service.rooms().model().configured()) {
      System.out.println(
          """

          No model is configured, so tasks are refused: stop, set ANTHROPIC_API_KEY, and start again.
          Without a key, `./journeyman demo` shows the whole way with a recorded solution.""");
    }
  }

  private static void printRequest(
      Configuration configuration, Service service, Optional<Repository> registered) {
    if (configuration.authentication().secret() == null || service.port() == 0) {
      return;
    }
    var token =
        new TokenMint(configuration.authentication().jwt(), Clock.systemUTC())
            .admin("operator", "default", Duration.ofHours(12));
    System.out.printf(
        """

        Hand in a task (the token is good for 12 hours; `./journeyman token` makes another):

        curl -sS http://127.0.0.1:%d/api/autonomous/execute \\
          -H 'Authorization: Bearer %s' \\
          -H 'Content-Type: application/json' \\
          -d '{"task": "Describe what is to be done"%s}'

        Console: http://127.0.0.1:%d/signin#%s (signs you in once, within 15 minutes)
        """,
        service.port(),
        token,
        registered.map(known -> ", \"repository\": \"%s\"".formatted(known.name())).orElse(""),
        service.port(),
        service.grants().signInCode("operator", "default"));
  }
}
