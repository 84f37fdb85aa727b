package dev.journeyman.app;

/// How commands are kept apart from the host.
public record SandboxConfiguration(Kind kind) {

  /// Every value of `SANDBOX`.
  public enum Kind {
    BUBBLEWRAP,
    /// No isolation at all; shown wherever the state of the service is shown.
    NONE
  }

  static SandboxConfiguration from(Environment environment) {
    return new SandboxConfiguration(environment.choice("SANDBOX", Kind.class, Kind.BUBBLEWRAP));
  }
}
