package dev.journeyman.app;

import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.sandbox.Unisolated;
import java.nio.file.Path;

/// Opens the sandbox that is configured.
final class Sandboxes {

  private Sandboxes() {}

  static Sandbox open(Configuration configuration) {
    return open(configuration, configuration.home().work().resolve("sandbox"));
  }

  /// @param directory for the sandbox's own files, used by nobody else
  static Sandbox open(Configuration configuration, Path directory) {
    var settings = SandboxSettings.in(directory).withPrivate(configuration.home().directory());
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP -> Bubblewrap.open(settings);
      case NONE -> Unisolated.open(settings);
    };
  }

  /// As whom commands run, and so whose the work trees are.
  static SandboxUser user(Configuration configuration) {
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP -> SandboxUser.ofThisProcess();
      case NONE -> new SandboxUser.Same();
    };
  }
}
