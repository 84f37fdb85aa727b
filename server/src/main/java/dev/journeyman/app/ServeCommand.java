package dev.journeyman.app;

import dev.journeyman.http.TokenMint;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.DependencyCache;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the service in the foreground.
@Command(name = "serve", description = "Run the service.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(names = "--repo", description = "Register this repository first: a path or a URL.")
  private @Nullable String repository;

  @Option(names = "--name", description = "What to call it (default: its directory's name).")
  private @Nullable String name;

  @Option(names = "--branch", description = "Where its changes land (default: its own branch).")
  private @Nullable String branch;

  @Option(
      names = "--cache",
      paramLabel = "TOOL=PATH",
      description =
          "Downloads its builds find, as maven=$HOME/.m2/repository; commands see a copy.")
  private Map<DependencyCache.Kind, Path> caches = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    var configuration = Configuration.load(Environment.ofProcess());
    LogSetup.apply(configuration);
    var out = out(configuration.log().format());
    var service = Service.start(configuration);
    Stopping.closeAtExit(service);
    out.printf(
        "Journeyman serves on http://%s:%d%n", configuration.server().host(), service.port());
    var registered =
        Optional.ofNullable(repository).map(location -> register(service, location, out));
    if (configuration.log().format() == LogSettings.Format.TEXT) {
      printRequest(configuration, service, registered);
    }
    printWhatIsMissing(service, out);
    Stopping.await();
    return 0;
  }

  /// Machines that read the log often read standard output with it.
  private static PrintStream out(LogSettings.Format format) {
    return switch (format) {
      case TEXT -> System.out;
      case JSON -> LoggedText.to(LoggerFactory.getLogger(ServeCommand.class));
    };
  }

  private Repository register(Service service, String location, PrintStream out) {
    var first = new FirstRepository(service.rooms(), service.port(), out);
    var registered =
        first.register(location, Optional.ofNullable(name), Optional.ofNullable(branch), caches);
    Thread.ofVirtual().name("try-repository").start(() -> first.tryOut(registered));
    return registered;
  }

  private static void printWhatIsMissing(Service service, PrintStream out) {
    if (!service.rooms().model().configured()) {
      out.println(
          """

          No model is configured, so tasks are refused: stop, set ANTHROPIC_API_KEY, and start again.
          Without a key, `./journeyman demo` shows the whole way with a recorded solution.""");
    }
  }

  /// Holds a token and a sign-in link, so it is for the eyes of a person alone.
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
