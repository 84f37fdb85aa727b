package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What a build tool keeps of what it has downloaded, so that a build needs no network. Commands
/// see a copy that the service made, and each may write to it: what a fresh sandbox writes is gone
/// with it, what a task writes only this task sees.
///
/// @param kind whose cache it is
/// @param source a directory on the host, absolute; never shown to a command itself
public record DependencyCache(Kind kind, Path source) {

  private static final Path PLACE = Path.of("/caches");

  /// The tools whose caches are known, and how each is told where its cache is.
  public enum Kind {
    MAVEN,
    NPM,
    PIP,
    GRADLE,
    CARGO,
    GO;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Maven otherwise refuses offline what came through a mirror that only the host's settings
    /// name.
    private Map<String, String> variables(Path place) {
      return switch (this) {
        case MAVEN ->
            Map.of(
                "MAVEN_OPTS",
                "-Dmaven.repo.local=%s -Daether.enhancedLocalRepository.trackingFilename=untracked"
                    .formatted(place));
        case NPM -> Map.of("npm_config_cache", place.toString());
        case PIP -> Map.of("PIP_CACHE_DIR", place.toString());
        case GRADLE -> Map.of("GRADLE_USER_HOME", place.toString());
        case CARGO -> Map.of("CARGO_HOME", place.toString());
        case GO -> Map.of("GOMODCACHE", place.toString());
      };
    }
  }

  /// Where commands see it.
  Path place() {
    return PLACE.resolve(kind.wire());
  }

  /// What tells the tool so.
  Map<String, String> variables() {
    return kind.variables(place());
  }

  /// The same for a command without a sandbox, which uses the directory itself.
  Map<String, String> plainVariables() {
    return kind.variables(source);
  }
}
