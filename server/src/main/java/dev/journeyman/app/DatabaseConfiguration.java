package dev.journeyman.app;

import dev.journeyman.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.Set;

/// Which PostgreSQL is used.
public sealed interface DatabaseConfiguration {

  /// One of our own, with its data in this directory.
  record Embedded(Path directory) implements DatabaseConfiguration {}

  /// The one that `DATABASE_URL` names.
  record External(DatabaseSettings settings) implements DatabaseConfiguration {}

  /// What must never be shown of it; the embedded one makes its own, later.
  default Set<String> secrets() {
    return switch (this) {
      case Embedded _ -> Set.of();
      case External(DatabaseSettings settings) -> settings.secrets();
    };
  }

  static DatabaseConfiguration from(Environment environment, Home home) {
    return environment
        .secret("DATABASE_URL")
        .map(DatabaseConfiguration::external)
        .orElseGet(() -> new Embedded(home.database()));
  }

  private static DatabaseConfiguration external(String url) {
    try {
      return new External(DatabaseSettings.of(url));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("DATABASE_URL: " + e.getMessage(), e);
    }
  }
}
