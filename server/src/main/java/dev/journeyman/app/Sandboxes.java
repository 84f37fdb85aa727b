package dev.journeyman.app;

import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.sandbox.Unisolated;

/// Opens the sandbox that is configured.
final class Sandboxes {

  private Sandboxes() {}

  static Sandbox open(Configuration configuration) {
    var directory = configuration.home().work().resolve("sandbox");
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP -> Bubblewrap.open(SandboxSettings.in(directory));
      case NONE -> Unisolated.open(SandboxSettings.in(directory));
    };
  }

  /// As whom commands run, and so whose the work trees are.
  static SandboxUser user(Configuration configuration) {
    return switch (configuration.sandbox().kind()) {
      case BUBBLEWRAP, NONE -> SandboxUser.ofThisProcess();
    };
  }
}
