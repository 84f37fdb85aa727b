package dev.journeyman.app;

import java.nio.file.Path;
import java.util.List;

/// How commands are kept apart from the host.
///
/// @param shown from where a repository's settings show what not everybody on the host may read
/// @param secret files that hold secrets of the service
public record SandboxConfiguration(Kind kind, List<Path> shown, List<Path> secret) {

  public SandboxConfiguration {
    shown = List.copyOf(shown);
    secret = List.copyOf(secret);
  }

  /// Every value of `SANDBOX`.
  public enum Kind {
    BUBBLEWRAP,
    /// No isolation at all; shown wherever the state of the service is shown.
    NONE
  }

  static SandboxConfiguration from(Environment environment) {
    return new SandboxConfiguration(
        environment.choice("SANDBOX", Kind.class, Kind.BUBBLEWRAP),
        environment.directories("SHOWN_DIRECTORIES"),
        environment.files());
  }
}
