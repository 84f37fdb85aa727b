package dev.journeyman.repository;

import java.util.Optional;

/// Maven and Gradle, offline: the sandbox has no network while it verifies.
final class JvmGuess {

  private JvmGuess() {}

  static Optional<String> maven(Sources sources) {
    return sources.has("pom.xml")
        ? Optional.of((sources.has("mvnw") ? "sh ./mvnw" : "mvn") + " -o -B -q test")
        : Optional.empty();
  }

  static Optional<String> gradle(Sources sources) {
    boolean built =
        sources.hasAny(
            "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
    return built
        ? Optional.of(
            (sources.has("gradlew") ? "sh ./gradlew" : "gradle") + " --offline --no-daemon test")
        : Optional.empty();
  }
}
