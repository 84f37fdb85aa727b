package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The part of this build's own Maven repository that a small project needs: a test runs only after
/// Maven has fetched it.
final class MavenCache {

  private static final long LARGE_BYTES = 6L * 1024 * 1024;

  private MavenCache() {}

  static Path small(Path target) throws Exception {
    var repository = repository();
    Files.walkFileTree(
        repository,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && attributes.size() < LARGE_BYTES) {
              var copy = target.resolve(repository.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return target;
  }

  /// JUnit's jar lies in org/junit/jupiter/ARTIFACT/VERSION below it.
  private static Path repository() throws Exception {
    var jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var place = jar;
    while (!place.endsWith("org")) {
      place = place.resolveSibling("").toAbsolutePath().normalize();
      if (place.getNameCount() == 0) {
        throw new IOException("JUnit does not come from a Maven repository: " + jar);
      }
    }
    return place.resolveSibling("");
  }

  /// A project that uses the plugins and the JUnit of this build, in their versions.
  static String project() throws IOException {
    var pom = Files.readString(Path.of("..", "pom.xml"));
    var plugins = new StringBuilder();
    for (var name : new String[] {"resources", "compiler", "surefire"}) {
      plugins.append(plugin(pom, "maven-" + name + "-plugin"));
    }
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>sum</groupId><artifactId>sum</artifactId><version>1</version>
          <properties><maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
          <dependencies><dependency>
            <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
            <version>%s</version><scope>test</scope>
          </dependency></dependencies>
          <build><plugins>%s</plugins></build>
        </project>
        """
        .formatted(first(pom, "<junit.version>(.*?)</junit.version>"), plugins);
  }

  private static String plugin(String pom, String name) {
    var version = first(pom, "<artifactId>" + name + "</artifactId>\\s*<version>(.*?)</version>");
    return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>\n"
        .formatted(name, version);
  }

  private static String first(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("The parent POM holds no " + pattern);
    }
    return matcher.group(1);
  }
}
