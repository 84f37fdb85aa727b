package dev.journeyman.app;

import dev.journeyman.http.TokenMint;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.repository.NameTakenException;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the service in the foreground.
@Command(name = "serve", description = "Run the service.")
final class ServeCommand implements Callable<Integer> {

  private static final TaskActions.Actor OPERATOR =
      new TaskActions.Actor("default", "operator", "");

  @Option(names = "--repo", description = "Register this repository first: a path or a URL.")
  private @Nullable String repository;

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
    if (repository != null) {
      print(service, register(service, repository));
    }
    printRequest(configuration, service);
    Stopping.await();
    return 0;
  }

  private Repository register(Service service, String location) {
    var path = Path.of(location);
    var absolute = Files.exists(path) ? path.toAbsolutePath().normalize().toString() : location;
    try {
      return service
          .rooms()
          .registry()
          .register(
              OPERATOR,
              new Registrar.Registration(
                  Optional.empty(),
                  absolute,
                  Optional.ofNullable(branch),
                  RepositoryConfiguration.EMPTY,
                  true));
    } catch (NameTakenException e) {
      return service.rooms().repositories().list("default").stream()
          .filter(known -> known.location().equals(absolute))
          .findFirst()
          .orElseThrow(() -> e);
    }
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

  private static void printRequest(Configuration configuration, Service service) {
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
          -d '{"task": "Describe what is to be done"}'

        Console: http://127.0.0.1:%d/signin#%s (signs you in once, within 15 minutes)
        """,
        service.port(), token, service.port(), service.grants().signInCode("operator", "default"));
  }
}
