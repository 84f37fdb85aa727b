package dev.journeyman.app;

import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.sandbox.Unisolated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the sandbox that is configured.
final class Sandboxes {

  /// Where build tools keep what they have downloaded and nothing else, below a user's home.
  private static final List<String> DOWNLOADS =
      List.of(".m2/repository", ".npm", ".cache/pip", "go/pkg/mod");

  private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

  private Sandboxes() {}

  static Sandbox open(Configuration configuration) {
    return open(configuration, configuration.home().work().resolve("sandbox"));
  }

  /// @param directory for the sandbox's own files, used by nobody else
  static Sandbox open(Configuration configuration, Path directory) {
    var settings = settings(configuration, directory);
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP -> Bubblewrap.open(settings);
      case NONE -> {
        LOG.warn(
            "SANDBOX=none: commands of tasks run without isolation, with the rights of this process");
        yield Unisolated.open(settings);
      }
    };
  }

  static SandboxSettings settings(Configuration configuration, Path directory) {
    return SandboxSettings.in(directory)
        .withPrivate(privatePaths(configuration))
        .withOpen(openPlaces(configuration));
  }

  private static List<Path> privatePaths(Configuration configuration) {
    var paths = new ArrayList<>(configuration.sandbox().secret());
    paths.add(configuration.home().directory());
    paths.add(configuration.home().mirrors());
    return paths;
  }

  private static List<Path> openPlaces(Configuration configuration) {
    var home = Path.of(System.getProperty("user.home", "/"));
    var places = new ArrayList<>(configuration.sandbox().shown());
    DOWNLOADS.forEach(download -> places.add(home.resolve(download)));
    return places;
  }

  /// As whom commands run, and so whose the work trees are.
  static SandboxUser user(Configuration configuration) {
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP -> SandboxUser.ofThisProcess();
      case NONE -> new SandboxUser.Same();
    };
  }
}
